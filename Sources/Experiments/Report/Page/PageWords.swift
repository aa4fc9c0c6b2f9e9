import OptCore

extension RunEnding {
  /// The ending in a word or two, for a cell of a long table.
  var cell: String {
    switch self {
    case .exited(0, _): "ok"
    case .exited(3, _): "ok, proof"
    case .exited(4, _): "ok, no solution"
    case .exited(let status, _): "exit status \(status)"
    case .signalled(let signal): "signal \(signal)"
    case .overranTime: "killed: time"
    case .overranMemory: "killed: memory"
    case .notStarted: "not started"
    }
  }

  /// What the process or the system said; nil = nothing.
  var message: String? {
    switch self {
    case .exited(_, let message): message
    case .notStarted(let reason): reason
    case .signalled, .overranTime, .overranMemory: nil
    }
  }
}

extension Machine {
  /// The machine in one line.
  var summary: String { "\(host): \(processor), \(cores) cores, \(memory) MiB, \(system)" }
}

extension RunSpecification {
  /// The command that repeats the run, for a POSIX shell.
  ///
  /// - Parameter directory: where relative paths begin; nil = not known.
  func replay(in directory: String?) -> String {
    var words = ["optsolve", instance.family, instance.path]
    func option(_ name: String, _ value: String?) {
      if let value { words += [name, value] }
    }
    option("--pick", instance.pick)
    option("-m", method.method)
    option("-f", method.formulation)
    option("-e", method.engine)
    for parameter in instance.parameters + method.parameters { option("-P", parameter) }
    option("--warm-start", method.warmStart)
    option("-s", seed == 1 ? nil : String(seed))
    option("-p", method.threads == 1 ? nil : String(method.threads))
    option("-t", limits.time.map(\.shortText))
    option("--work-limit", limits.work.map(String.init))
    option("--memory-limit", limits.memory.map(String.init))
    option("--gap", limits.gap > 0 ? limits.gap.shortText : nil)
    option("--target", limits.target?.description)
    let command = words.map(RunSpecification.shellWord).joined(separator: " ")
    let start = method.warmStart.flatMap { WarmStartFile.isFile($0) ? $0 : nil }
    let isRelative = [instance.path, start].contains { $0.map { !$0.hasPrefix("/") } ?? false }
    guard isRelative, let directory else { return command }
    return "cd \(RunSpecification.shellWord(directory)) && \(command)"
  }

  private static func shellWord(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./=:,@+%".utf8.contains(byte)
      }
    }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
