import OptCore

/// A column of the comparison: a method with its settings, limits and version.
public struct ComparedMethod: Sendable, Hashable {
  /// The name in tables, unique in the study.
  public var label: String
  /// Its settings; a warm start's path has `{instance}` for the instance's name.
  public var setting: MethodSetting
  /// The limits of its runs, each once, in the order of their texts.
  public var limits: [SolveLimits]
  /// The versions of optsolve that carried its runs out, ascending.
  public var versions: [String]
}

extension SolveLimits {
  /// The limits in words: `60 s, 512 MB`; `no limit` when there is none.
  var summary: String {
    var parts: [String] = []
    if let time { parts.append("\(NumberText.measure(time)) s") }
    if let work { parts.append("\(work) units of work") }
    if let memory { parts.append("\(memory) MiB") }
    if gap > 0 { parts.append("gap \(NumberText.percent(gap)) %") }
    if let target { parts.append("target \(target)") }
    return parts.isEmpty ? "no limit" : parts.joined(separator: ", ")
  }
}
