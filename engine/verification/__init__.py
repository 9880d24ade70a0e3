"""Whether a knowledge base is sound: one small file a check, each with a code, a severity and a page in docs/checks/."""
