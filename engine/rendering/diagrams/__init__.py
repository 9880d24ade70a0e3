"""Pictures: knowledge to diagrams, diagrams to places, places to marks, marks to each kind of file."""
