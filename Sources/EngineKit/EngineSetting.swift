import Modeling
import OptCore

/// A setting of an engine in its own words, checked before the engine sees it: the libraries print, or worse, on
/// words they do not know.
package struct EngineSetting: Sendable {
  /// What values it takes.
  package enum Values: Sendable {
    case words([String])
    case integer(ClosedRange<Int>)
    case real(ClosedRange<Double>)
  }

  package let name: String
  package let values: Values

  package init(_ name: String, _ values: Values) {
    self.name = name
    self.values = values
  }

  /// `name=value` texts as pairs of words.
  ///
  /// - Throws: `EngineError.option` saying what is known.
  package static func words(
    of texts: [String], known: [EngineSetting], engine: String
  ) throws(EngineError) -> [String] {
    var result: [String] = []
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw .option("a setting of \(engine) is written name=value, found '\(text)'")
      }
      guard let setting = known.first(where: { $0.name == parts[0] }) else {
        let names = known.map(\.name)
        throw .option("\(engine) has no setting '\(parts[0])'" + suggestion(parts[0], among: names))
      }
      guard setting.allows(parts[1]) else {
        throw .option("\(engine): \(setting.name)=\(parts[1]); expected \(setting.expected)")
      }
      result += parts
    }
    return result
  }

  private func allows(_ value: String) -> Bool {
    switch values {
    case .words(let words): words.contains(value)
    case .integer(let range): Int(value).map(range.contains) ?? false
    case .real(let range): Double(value).map(range.contains) ?? false
    }
  }

  private var expected: String {
    switch values {
    case .words(let words): words.joined(separator: "|")
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .real(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    }
  }
}
