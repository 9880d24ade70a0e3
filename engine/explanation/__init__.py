"""Why, why not, what if, and what to ask next."""
