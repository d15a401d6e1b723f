"""Events of PLOVER's types with sides, dates and places."""
