#include "EngineShims.h"
