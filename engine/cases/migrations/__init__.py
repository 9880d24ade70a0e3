"""The steps by which the tables of a store came to their form, for Alembic; none is changed once it was released."""
