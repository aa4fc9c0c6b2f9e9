/// Names in what a worker says: its model has none, so that it calls columns, rows and constraints C1, R1 and K1, counted from 1.
extension Model {
  /// A text of the worker with the names of this model in place of default ones.
  ///
  /// - Complexity: O(length of the text).
  func named(_ text: String) -> String {
    var result: [UInt8] = []
    var word: [UInt8] = []
    for byte in Array(text.utf8) {
      if Self.isPartOfWord(byte) {
        word.append(byte)
      } else {
        result += name(ofWord: word) + [byte]
        word.removeAll(keepingCapacity: true)
      }
    }
    return String(decoding: result + name(ofWord: word), as: UTF8.self)
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), 128...:
      true
    default: false
    }
  }

  /// The name behind a default one; the word itself where it is none.
  private func name(ofWord word: [UInt8]) -> [UInt8] {
    guard let kind = word.first, word.count > 1,
      word.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(String(decoding: word.dropFirst(), as: UTF8.self)), number >= 1
    else { return word }
    switch kind {
    case UInt8(ascii: "C") where number <= columnCount:
      return Array(name(of: Variable(index: number - 1)).utf8)
    case UInt8(ascii: "R") where number <= rowCount: return Array(rowName(number - 1).utf8)
    case UInt8(ascii: "K") where number <= constraints.count:
      return Array(constraintName(number - 1).utf8)
    default: return word
    }
  }

  /// An error of the worker with names.
  func named(_ error: EngineError) -> EngineError {
    switch error {
    case .model(let fault): .model(named(fault))
    case .option(let text): .option(named(text))
    case .unavailable(let text): .unavailable(text)
    case .failed(let text): .failed(named(text))
    }
  }

  private func named(_ fault: ModelError) -> ModelError {
    switch fault {
    case .notFinite(let place): .notFinite(where: named(place))
    case .badBounds(let what, let lower, let upper): .badBounds(what: named(what), lower, upper)
    case .foreignVariable(let place): .foreignVariable(where: named(place))
    case .badShape(let place, let reason): .badShape(where: named(place), reason: named(reason))
    case .missingBound(let place, let variable):
      .missingBound(where: named(place), variable: named(variable))
    case .tooLarge(let place, let reason): .tooLarge(where: named(place), reason: named(reason))
    case .unknownVariable, .wrongPointSize: fault
    }
  }
}
