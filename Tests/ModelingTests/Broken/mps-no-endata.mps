* 5:1: found the end of the file, expected 'ENDATA'
NAME t FREE
ROWS
 N o
