import OptCore

extension SingleMachineInstance {
  /// Reads an instance in any of the family's formats.
  ///
  /// The format is found in this order:
  /// 1. extension `jsonl` or `ndjson`, or several lines of which the first is one `{...}`: JSON Lines;
  /// 2. first byte `{`, or extension `json`: one JSON object;
  /// 3. extension `csv`, or a first line with commas and a cell `p` or `d`: a table;
  /// 4. first field `inst`: a real-valued set;
  /// 5. `jobs` given, or a file name `wtN`: an OR-Library set;
  /// 6. otherwise text: canonical when the first line holds one number, headerless when it holds two.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - pick: name or index of an instance in a file that holds many.
  ///   - jobs: the number of jobs of an OR-Library file; nil = as its name says.
  /// - Throws: `InstanceError` with the exact place.
  /// - Complexity: O(length of the text).
  public static func read(
    _ text: SourceText, pick: String? = nil, jobs: Int? = nil
  ) throws(InstanceError) -> SingleMachineInstance {
    let only: SingleMachineInstance
    switch format(of: text, jobs: jobs) {
    case .jsonLines: return try JSONLinesReader.read(text, pick: pick)
    case .realSet: return try RealSetReader.read(text, pick: pick)
    case .orLibrary(let jobs): return try ORLibraryReader.read(text, jobs: jobs, pick: pick)
    case .json:
      only = try JSONInstanceReader.read(text, bytes: 0..<text.bytes.count, name: text.stem)
    case .table: only = try CSVReader.read(text)
    case .text: only = try TextReader.read(text)
    }
    try PickError.checkSingle(pick, name: only.name, text)
    return only
  }

  /// Every instance of a file in any of the family's formats, in the file's order.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - jobs: the number of jobs of an OR-Library file; nil = as its name says.
  /// - Throws: `InstanceError` when the file does not fall into instances, or holds one that is refused; in a file
  ///   of many, a refused instance is a member.
  /// - Complexity: O(length of the text), however many instances there are.
  public static func readAll(
    _ text: SourceText, jobs: Int? = nil
  ) throws(InstanceError) -> [InstanceMember<SingleMachineInstance>] {
    switch format(of: text, jobs: jobs) {
    case .jsonLines: return try JSONLinesReader.members(text)
    case .realSet: return try RealSetReader.members(text)
    case .orLibrary(let jobs): return try ORLibraryReader.members(text, jobs: jobs)
    case .json, .table, .text:
      return [InstanceMember(pick: nil, content: .success(try read(text, jobs: jobs)))]
    }
  }

  private enum Format {
    case jsonLines, json, table, realSet, text
    case orLibrary(jobs: Int)
  }

  private static func format(of text: SourceText, jobs: Int?) -> Format {
    if isJSONLines(text) { return .jsonLines }
    if firstByte(text) == UInt8(ascii: "{") || text.fileExtension == "json" { return .json }
    if CSVReader.accepts(text) { return .table }
    var scanner = FieldScanner(text)
    if let field = scanner.next(), scanner.text(field) == "inst" { return .realSet }
    return (jobs ?? ORLibraryReader.jobs(inFileName: text)).map { .orLibrary(jobs: $0) } ?? .text
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func firstByte(_ text: SourceText) -> UInt8? {
    let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return text.bytes[start...].first { !isBlank($0) }
  }

  private static func isJSONLines(_ text: SourceText) -> Bool {
    if text.fileExtension == "jsonl" || text.fileExtension == "ndjson" { return true }
    guard firstByte(text) == UInt8(ascii: "{"),
      let start = text.bytes.firstIndex(of: UInt8(ascii: "{")),
      let end = text.bytes[start...].firstIndex(of: 0x0A)
    else { return false }
    return text.bytes[start..<end].last { !isBlank($0) } == UInt8(ascii: "}")
      && text.bytes[end...].contains { !isBlank($0) }
  }
}
