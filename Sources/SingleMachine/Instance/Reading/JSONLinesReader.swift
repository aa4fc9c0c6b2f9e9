import OptCore

/// Reads one record of a JSON Lines set: one instance object per line, chosen by its `name` or by its index.
///
/// Indices count the lines that are not blank, from 0; what is a valid index is not looked for among the names.
enum JSONLinesReader {
  static func read(
    _ source: SourceText, pick: String?
  ) throws(InstanceError) -> SingleMachineInstance {
    let lines = records(of: source)
    guard let first = lines.first else {
      throw InstanceError(at: source.start, found: "no record", expected: "one object per line")
    }
    if lines.count == 1, pick == nil {
      return try JSONInstanceReader.read(source, bytes: first, name: source.stem)
    }
    guard let pick else {
      throw PickError.choose(lines.count, try choices(source, lines), source)
    }
    let index = Int(pick).flatMap { lines.indices.contains($0) ? $0 : nil }
    guard let index = try position(ofName: pick, source, lines) ?? index else {
      throw PickError.unknown(pick, try choices(source, lines), source)
    }
    return try JSONInstanceReader.read(
      source, bytes: lines[index], name: "\(source.stem)_\(index)")
  }

  /// Every record, picked by its index; a file of one has nothing to pick.
  ///
  /// Each record is read from a text of its own, whose places are then moved to where the record stands: errors
  /// cost as much as the record is long, not as far as it is down the file.
  static func members(
    _ source: SourceText
  ) throws(InstanceError) -> [InstanceMember<SingleMachineInstance>] {
    let lines = records(of: source)
    if lines.count < 2 {
      return [.init(pick: nil, content: .success(try read(source, pick: nil)))]
    }
    var scanner = FieldScanner(source)
    return lines.enumerated().map { index, line in
      scanner.setLandmark(at: line.lowerBound)
      let start = scanner.place(at: line.lowerBound)
      let record = SourceText(file: source.file, bytes: Array(source.bytes[line]))
      let name = "\(source.stem)_\(index)"
      let content = Result { () throws(InstanceError) in
        // At the start of a text a byte order mark is passed, elsewhere it is a mistake.
        if index > 0, record.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
          return try JSONInstanceReader.read(source, bytes: line, name: name)
        }
        do throws(InstanceError) {
          return try JSONInstanceReader.read(record, bytes: 0..<record.bytes.count, name: name)
        } catch {
          throw InstanceError(
            at: SourceLocation(
              file: source.file, line: start.line + error.location.line - 1,
              column: error.location.column),
            error.message, kind: error.kind)
        }
      }
      return InstanceMember(pick: String(index), content: content)
    }
  }

  /// The byte ranges of the lines that hold more than blanks.
  static func records(of source: SourceText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var isBlank = true
    let bytes = source.bytes
    for index in 0...bytes.count {
      if index == bytes.count || bytes[index] == 0x0A {
        if !isBlank { found.append(start..<index) }
        start = index + 1
        isBlank = true
      } else if bytes[index] != 0x20, bytes[index] != 0x09, bytes[index] != 0x0D {
        isBlank = false
      }
    }
    return found
  }

  private static func position(
    ofName name: String, _ source: SourceText, _ lines: [Range<Int>]
  ) throws(InstanceError) -> Int? {
    // A plain number is an index in every published set; names are not searched for it.
    if let index = Int(name), lines.indices.contains(index) { return nil }
    for (index, line) in lines.enumerated() {
      if try JSONInstanceReader.name(source, bytes: line) == name { return index }
    }
    return nil
  }

  /// The first names and the range of indices.
  private static func choices(
    _ source: SourceText, _ lines: [Range<Int>]
  ) throws(InstanceError) -> String {
    var names: [String] = []
    for line in lines.prefix(3) {
      if let name = try JSONInstanceReader.name(source, bytes: line) { names.append(quoted(name)) }
    }
    let range = "0...\(lines.count - 1)"
    return names.isEmpty ? range : names.joined(separator: ", ") + ", ..., or \(range)"
  }
}
