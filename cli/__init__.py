"""The command line: one face of the service, without logic of its own."""
