"""Records in the shapes that leave: the export, the annotation, tables. Model in, plain data out."""
