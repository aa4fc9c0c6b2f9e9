import OptCore

extension RunSpecification {
  /// The words after the program's name that carry the run out and tell about it on both output streams.
  ///
  /// The digests make the process refuse data that changed since the run was planned, before it says anything about
  /// them.
  ///
  /// Every value is joined to its option, so that none can pass for an option.
  package var arguments: [String] {
    // A path that begins with a hyphen would be an option, or standard input.
    let path = instance.path.hasPrefix("-") ? "./" + instance.path : instance.path
    var words = [instance.family, path, "--method=" + method.method]
    func add(_ option: String, _ value: String?) {
      if let value { words.append("--\(option)=\(value)") }
    }
    add("pick", instance.pick)
    add("formulation", method.formulation)
    add("engine", method.engine)
    for parameter in instance.parameters + method.parameters { add("parameter", parameter) }
    add("warm-start", method.warmStart)
    add("warm-start-digest", method.warmStartDigest)
    add("instance-digest", instance.digest)
    add("seed", String(seed))
    add("threads", String(method.threads))
    add("time-limit", limits.time?.description)
    add("work-limit", limits.work.map { String($0) })
    add("memory-limit", limits.memory.map { String($0) })
    if limits.gap != 0 { add("gap", limits.gap.description) }
    add("target", limits.target?.description)
    return words + ["--json", "--progress=json"]
  }
}
