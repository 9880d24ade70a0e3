"""All nouns of the domain: frozen, without behaviour beyond their own meaning."""
