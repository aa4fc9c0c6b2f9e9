A heading that is passed
3 2
1 3 2 2
2 2 1 4
1 1 2 5
