// EngineGLPK
