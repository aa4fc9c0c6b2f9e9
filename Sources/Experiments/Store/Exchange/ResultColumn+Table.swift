import OptCore

extension ResultColumn {
  static let instanceColumns: [ResultColumn] = [
    ResultColumn("key", .text) { $0.key },
    ResultColumn("family", .text) { $0.specification.instance.family },
    ResultColumn("instance", .text) { $0.specification.instance.name },
    ResultColumn("path", .text) { $0.specification.instance.path },
    ResultColumn("pick", .text) { $0.specification.instance.pick },
    ResultColumn("reader_parameters", .json) {
      StringListText.encoded($0.specification.instance.parameters)
    },
    ResultColumn("digest", .text) { $0.specification.instance.digest },
    ResultColumn("size", .integer) { String($0.specification.instance.size) },
    ResultColumn("sense", .text) { $0.specification.instance.sense?.rawValue },
  ]

  static let methodColumns: [ResultColumn] = [
    ResultColumn("label", .text) { $0.specification.method.label },
    ResultColumn("method", .text) { $0.specification.method.method },
    ResultColumn("formulation", .text) { $0.specification.method.formulation },
    ResultColumn("engine", .text) { $0.specification.method.engine },
    ResultColumn("parameters", .json) {
      StringListText.encoded($0.specification.method.parameters)
    },
    ResultColumn("warm_start", .text) { $0.specification.method.warmStart },
    ResultColumn("warm_start_digest", .text) { $0.specification.method.warmStartDigest },
    ResultColumn("threads", .integer) { String($0.specification.method.threads) },
    ResultColumn("seed", .integer) { String($0.specification.seed) },
  ]

  static let limitColumns: [ResultColumn] = [
    ResultColumn("time_limit", .real) { $0.specification.limits.time?.description },
    ResultColumn("work_limit", .integer) { $0.specification.limits.work?.description },
    ResultColumn("memory_limit", .integer) { $0.specification.limits.memory?.description },
    ResultColumn("gap_limit", .real) { $0.specification.limits.gap.description },
    ResultColumn("target", .number) { $0.specification.limits.target?.description },
  ]

  static let outcomeColumns: [ResultColumn] = [
    ResultColumn("version", .text) { $0.version },
    ResultColumn("ending", .text) { EndingFields($0.ending).kind.rawValue },
    ResultColumn("ending_code", .integer) { EndingFields($0.ending).code?.description },
    ResultColumn("message", .text) { EndingFields($0.ending).message },
    ResultColumn("status", .text) { $0.status.rawValue },
    ResultColumn("termination", .text) { $0.termination?.rawValue },
    ResultColumn("objective", .number) { $0.objective?.description },
    ResultColumn("bound", .number) { $0.bound?.description },
    ResultColumn("gap", .real) { $0.gap?.description },
  ]

  static let effortColumns: [ResultColumn] = [
    ResultColumn("time", .real, isDeterministic: false) { $0.time.description },
    ResultColumn("wall", .real, isDeterministic: false) { $0.usage.wall.description },
    ResultColumn("cpu", .real, isDeterministic: false) { $0.usage.cpu.description },
    ResultColumn("peak_memory", .integer, isDeterministic: false) {
      String($0.usage.peakMemory)
    },
    ResultColumn("started", .real, isDeterministic: false) { $0.started.description },
  ]

  static let machineColumns: [ResultColumn] = [
    ResultColumn("host", .text, isDeterministic: false) { $0.machine.host },
    ResultColumn("processor", .text, isDeterministic: false) { $0.machine.processor },
    ResultColumn("cores", .integer, isDeterministic: false) { String($0.machine.cores) },
    ResultColumn("memory", .integer, isDeterministic: false) { String($0.machine.memory) },
    ResultColumn("system", .text, isDeterministic: false) { $0.machine.system },
  ]

  static let longColumns: [ResultColumn] = [
    ResultColumn("trajectory", .json, isDeterministic: false) {
      TrajectoryText.encoded($0.trajectory)
    },
    ResultColumn("document", .text, isDeterministic: false) { $0.document },
  ]
}
