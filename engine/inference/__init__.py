"""From a case to conclusions: conditions to for and against, chaining, justifications."""
