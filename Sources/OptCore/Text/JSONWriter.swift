extension JSONValue {
  /// The document as text: two-space indentation, one line per array of plain numbers and strings, final newline.
  ///
  /// Reals are written in the shortest form that reads back to the same value; not-a-number and infinities
  /// become `null`.
  public func formatted() -> String {
    var text = ""
    write(into: &text, indent: 0)
    text += "\n"
    return text
  }

  /// The document on one line without blanks and without a final newline.
  public func compact() -> String {
    var text = ""
    writeCompact(into: &text)
    return text
  }

  private var isPlain: Bool {
    switch self {
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func write(into text: inout String, indent: Int) {
    switch self {
    case .array(let elements) where !elements.allSatisfy(\.isPlain):
      text += "["
      for (index, element) in elements.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
        element.writeRow(into: &text)
      }
      text += "\n" + String(repeating: " ", count: indent) + "]"
    case .object(let members) where !members.isEmpty:
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 2)
        JSONValue.writeString(member.key, into: &text)
        text += ": "
        member.value.write(into: &text, indent: indent + 2)
      }
      text += "\n" + String(repeating: " ", count: indent) + "}"
    default:
      writeRow(into: &text)
    }
  }

  /// One line with a blank after each comma and colon.
  private func writeRow(into text: inout String) {
    write(into: &text, comma: ", ", colon: ": ")
  }

  private func writeCompact(into text: inout String) {
    write(into: &text, comma: ",", colon: ":")
  }

  private func write(into text: inout String, comma: String, colon: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .real(let value): text += value.isFinite ? JSONValue.shortest(value) : "null"
    case .string(let value): JSONValue.writeString(value, into: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += comma }
        element.write(into: &text, comma: comma, colon: colon)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += comma }
        JSONValue.writeString(member.key, into: &text)
        text += colon
        member.value.write(into: &text, comma: comma, colon: colon)
      }
      text += "}"
    }
  }

  /// The shortest decimal text that reads back to `value`, in JSON's grammar.
  static func shortest(_ value: Double) -> String {
    value.description
  }

  private static func writeString(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let hex = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
