"""The condition language: a documented profile of FEEL, as text, as a tree, and back."""
