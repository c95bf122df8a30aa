"""What the words mean: the OWL ontology, its concept schemes and the competency questions."""
