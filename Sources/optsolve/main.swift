import Glibc
import OptsolveCommand

exit(Tool.main())
