* 3:1: found 'WHAT', expected a section (NAME, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA) or a line that begins with a blank
NAME t FREE
WHAT
ENDATA
