"""From nouns to a frozen knowledge base: types checked, order found, conditions compiled to one form."""
