* 2:1: found the end of the file, expected 'ENDATA'
