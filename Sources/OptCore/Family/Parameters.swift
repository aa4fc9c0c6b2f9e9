/// A `-P key=value` setting that a family or a method understands.
public struct ParameterDescription: Sendable, Hashable {
  /// What values it takes.
  public enum Kind: Sendable, Hashable {
    case integer(ClosedRange<Int>)
    case real(ClosedRange<Double>)
    case flag
    case choice([String])
    case text
  }

  /// Lower-case words joined by hyphens.
  public let key: String
  /// What values it takes.
  public let kind: Kind
  /// The value that holds when none is given, as the user would write it; nil = absent.
  public let defaultValue: String?
  /// One line of help.
  public let summary: String

  /// Describes a parameter.
  public init(_ key: String, _ kind: Kind, default defaultValue: String?, _ summary: String) {
    self.key = key
    self.kind = kind
    self.defaultValue = defaultValue
    self.summary = summary
  }

  /// The values it takes, for messages and help: `integer 1...100`.
  public var values: String {
    switch kind {
    case .integer(let range):
      range.upperBound == .max
        ? "integer, at least \(range.lowerBound)"
        : "integer \(range.lowerBound)...\(range.upperBound)"
    case .real(let range):
      range.upperBound == .infinity
        ? "number, at least \(range.lowerBound)"
        : "number \(range.lowerBound)...\(range.upperBound)"
    case .flag: "true or false"
    case .choice(let words): words.joined(separator: "|")
    case .text: "text"
    }
  }

  /// Whether `value` is one of its values.
  public func accepts(_ value: String) -> Bool {
    switch kind {
    case .integer(let range): Int(value).map(range.contains) ?? false
    case .real(let range): Double(value).map(range.contains) ?? false
    case .flag: value == "true" || value == "false"
    case .choice(let words): words.contains(value)
    case .text: true
    }
  }
}

/// The parameters of one run: every value was checked against its description.
public struct ParameterValues: Sendable, Hashable {
  private var values: [String: String] = [:]

  /// What the user gave, in key order, for reports and replay.
  public private(set) var given: [JSONValue.Member] = []

  /// No parameter given and none described.
  public init() {}

  /// Checks `key=value` settings against descriptions and fills in the defaults.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown key (naming the nearest known one), a key given twice,
  ///   or a value out of range.
  public init(
    _ settings: [String], allowed: [ParameterDescription]
  ) throws(SolveError) {
    for parameter in allowed { values[parameter.key] = parameter.defaultValue }
    var seen: Set<String> = []
    for setting in settings {
      guard let equals = setting.firstIndex(of: "=") else {
        throw .badRequest("-P \(setting): found no '=', expected key=value")
      }
      let key = String(setting[..<equals])
      let value = String(setting[setting.index(after: equals)...])
      guard let parameter = allowed.first(where: { $0.key == key }) else {
        throw .badRequest(
          "-P \(setting): unknown parameter '\(key)'" + suggestion(key, among: allowed.map(\.key)))
      }
      guard parameter.accepts(value) else {
        throw .badRequest("-P \(setting): found \(quoted(value)), expected \(parameter.values)")
      }
      guard seen.insert(key).inserted else {
        throw .badRequest("-P \(setting): parameter '\(key)' is given twice")
      }
      values[key] = value
      given.append(JSONValue.Member(key, .string(value)))
    }
    given.sort { $0.key < $1.key }
  }

  /// The same values, with the defaults of all described parameters that have none yet.
  public func filled(for allowed: [ParameterDescription]) -> ParameterValues {
    var filled = self
    for parameter in allowed where filled.values[parameter.key] == nil {
      filled.values[parameter.key] = parameter.defaultValue
    }
    return filled
  }

  /// The value as text; nil when it was not given and has no default.
  public func text(_ key: String) -> String? { values[key] }

  /// The value as an integer; nil when absent.
  public func integer(_ key: String) -> Int? { values[key].flatMap { Int($0) } }

  /// The value as a real number; nil when absent.
  public func real(_ key: String) -> Double? { values[key].flatMap { Double($0) } }

  /// Whether the flag is set.
  public func flag(_ key: String) -> Bool { values[key] == "true" }
}

/// `; did you mean 'x'?` when a known word is close to `word` whatever their cases, else the known words, else nothing.
///
/// Close is what needs less than half of the longer word changed, and few letters: `f9` is as far from `f1` as from `f2`.
public func suggestion(_ word: String, among known: [String]) -> String {
  let lower = word.lowercased()
  let ranked = known.map { (editDistance(lower, $0.lowercased()), $0) }.min { $0 < $1 }
  if let (distance, nearest) = ranked, distance <= max(2, word.count / 3),
    2 * distance < max(word.count, nearest.count)
  {
    return "; did you mean '\(nearest)'?"
  }
  return known.isEmpty ? "" : "; known: \(known.joined(separator: " "))"
}

/// The least number of insertions, deletions and replacements between two words.
///
/// - Complexity: O(product of the lengths); words are cut after 64 bytes.
/// - Source: Wagner and Fischer (1974), "The string-to-string correction problem".
public func editDistance(_ a: String, _ b: String) -> Int {
  let x = Array(a.utf8.prefix(64))
  let y = Array(b.utf8.prefix(64))
  var row = Array(0...y.count)
  for i in x.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in y.indices {
      let cost = min(row[j + 1] + 1, row[j] + 1, diagonal + (x[i] == y[j] ? 0 : 1))
      diagonal = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[y.count]
}
