import OptCore

/// Aligned `key: value` lines for standard output.
struct AnswerBlock {
  private var lines: [(key: String, value: String)] = []

  /// Adds a line; control characters in the value, as a name from a file may hold, are replaced.
  mutating func add(_ key: String, _ value: String) {
    let isClean = value.unicodeScalars.allSatisfy { !AnswerBlock.isControl($0) }
    lines.append((key, isClean ? value : AnswerBlock.cleaned(value)))
  }

  private static func cleaned(_ value: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in value.unicodeScalars { text.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(text)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }

  /// The lines with their values in one column.
  var text: String {
    let width = (lines.map(\.key.count).max() ?? 0) + 2
    return lines.map { line in
      let key = line.key + ":"
      return key + String(repeating: " ", count: max(1, width - key.count)) + line.value + "\n"
    }.joined()
  }

  /// The answer of a run.
  static func of<Family: ProblemFamily>(
    _ result: SolveResult<Family.Instance.Solution>, instance: Family.Instance, family: Family,
    request: SolveRequest<Family.Instance.Solution>
  ) -> AnswerBlock {
    var block = AnswerBlock()
    block.add("instance", instance.name)
    for fact in family.facts(about: instance) { block.add(fact.key, fact.value) }
    block.add("method", request.method)
    for key in ["formulation", "engine"] {
      if let value = result.statistics.first(where: { $0.key == key })?.value.asString {
        block.add(key, value)
      }
    }
    let end = result.termination.rawValue.replacing("_", with: " ")
    block.add("status", "\(result.status.rawValue) (\(end))")
    if let incumbent = result.incumbent {
      block.add("objective", incumbent.objective.description)
    }
    if let bound = result.bound { block.add("bound", bound.description) }
    if let gap = result.gap { block.add("gap", fixed(100 * gap, 4) + " %") }
    block.add("time", fixed(result.time, 3) + " s")
    if let fault = result.statistics.first(where: { $0.key == "fault" }) {
      block.add("fault", fault.value.asString ?? "")
    }
    let reasons = ["infeasible", "infeasible_reason"]
    if let reason = result.statistics.first(where: { reasons.contains($0.key) }) {
      block.add("infeasible", reason.value.asString ?? "")
    }
    if let restriction = result.statistics.first(where: { $0.key == "restriction" }) {
      block.add("restriction", restriction.value.asString ?? "")
    }
    if let incumbent = result.incumbent {
      for line in family.answer(incumbent.solution, in: instance) {
        block.add(line.key, line.value)
      }
      for (name, bound) in zip(family.refinements, result.refinementBounds) {
        if let bound { block.add(name.replacing("_", with: " ") + " bound", String(bound)) }
      }
    }
    return block
  }
}
