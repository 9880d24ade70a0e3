"""From YAML files to nouns: reading with places, checking the shape, building."""
