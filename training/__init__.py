"""How the reading model is made and scored. Not installed with the product."""
