import OptCore

extension MemoryTable {
  /// A header for C, C99 and later: macros and arrays of the offsets, in the order of the instance; stays of a mapping in the order of
  /// tensors and times.
  func header(_ remarks: [(key: String, value: String)]) -> String {
    var names = IdentifierNames()
    let prefix = names.identifier(for: name)
    let placed = blocks.filter { if case .reserved = $0.kind { false } else { true } }
    var text = "/* Offsets of \(IdentifierNames.comment(name))."
    for remark in remarks {
      text += "\n   " + IdentifierNames.comment("\(remark.key): \(remark.value)")
    }
    text += " */\n#ifndef \(prefix)_OFFSETS_H\n#define \(prefix)_OFFSETS_H\n\n"
    text += "#include <stdint.h>\n\n"
    text += "/* One above the highest address in use, and how many entries there are. */\n"
    text += "#define \(prefix)_PEAK UINT64_C(\(peak))\n"
    text += "#define \(prefix)_COUNT \(placed.count)\n"
    if alignment > 1 { text += "#define \(prefix)_ALIGNMENT UINT64_C(\(alignment))\n" }
    text += "\n"
    var repeated: [String: Int] = [:]
    for block in placed { repeated[block.name, default: 0] += 1 }
    for block in placed {
      let isRepeated = repeated[block.name, default: 0] > 1
      let name = names.identifier(
        for: isRepeated ? "\(block.name)_\(block.times.lowerBound)" : block.name, after: prefix)
      text += "#define \(name) UINT64_C(\(block.offset)) /* \(comment(on: block)) */\n"
    }
    guard !placed.isEmpty else { return text + "\n#endif\n" }
    text += "\n/* Tables, for files that define \(prefix)_TABLES before they include this one. */\n"
    text += "#ifdef \(prefix)_TABLES\n"
    text += array("offsets", prefix, placed) { $0.offset }
    text += array("sizes", prefix, placed) { $0.size }
    if program != nil {
      text += array("begins", prefix, placed) { $0.times.lowerBound }
      text += array("ends", prefix, placed) { $0.times.upperBound }
    }
    return text + "#endif\n\n#endif\n"
  }

  private func comment(on block: Block) -> String {
    var words = "\(block.size) bytes, \(block.times.lowerBound) to \(block.times.upperBound)"
    if case .stay(let stay) = block.kind { words += ", \(stay.entry.name)" }
    return words
  }

  private func array(
    _ what: String, _ prefix: String, _ blocks: [Block], _ value: (Block) -> Int
  ) -> String {
    var text = "static const uint64_t \(prefix)_\(what)[\(prefix)_COUNT] = {\n"
    for block in blocks { text += "  UINT64_C(\(value(block))),\n" }
    return text + "};\n"
  }
}

/// Names as identifiers of C, each of them different.
struct IdentifierNames {
  private var used: Set<String> = []

  /// The name with letters in upper case and other bytes as underscores; a number after it where another name looks the same.
  ///
  /// - Parameter prefix: stands before it, with an underscore; nil = none.
  mutating func identifier(for name: String, after prefix: String? = nil) -> String {
    var text = prefix.map { $0 + "_AT_" } ?? "MEM_"
    for byte in name.utf8 {
      let isDigit = 0x30...0x39 ~= byte
      let isUpper = 0x41...0x5A ~= byte
      let isLower = 0x61...0x7A ~= byte
      let kept = isLower ? byte - 0x20 : isDigit || isUpper ? byte : 0x5F
      text.unicodeScalars.append(Unicode.Scalar(kept))
    }
    var (candidate, number) = (text, 1)
    while !used.insert(candidate).inserted {
      number += 1
      candidate = "\(text)__\(number)"
    }
    return candidate
  }

  /// A text that ends no comment and fills one line.
  static func comment(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(
        scalar.value < 0x20 || scalar == "*" || scalar == "\\" ? "_" : scalar)
    }
    return result
  }
}
