"""Writers: one report, told in the form that a person, a program or a CI system reads."""
