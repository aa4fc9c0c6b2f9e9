import OptCore

/// A text with an instance in any of the formats that are read; which one it is shows in what stands in it, whatever its name.
package enum LoopText {
  /// Reads a graph in GraphML with its resource model.
  ///
  /// - Throws: `InstanceError` with the exact place, in whichever file it is.
  package static func graph(
    _ text: SourceText, resources: SourceText
  ) throws(InstanceError) -> LoopInstance {
    let content = try HatScheTReader.read(text, resources: resources)
    try content.checkIsPossible()
    return content.instance
  }

  /// Reads a text, transforms the instance as settings say, and refuses one without any schedule.
  ///
  /// - Throws: `InstanceError` with the exact place, in whichever file it is.
  static func read(
    _ text: SourceText, pick: String?, settings: LoopReadSettings
  ) throws(InstanceError) -> LoopInstance {
    var content = try content(of: text, pick: pick, settings)
    try settings.refuseWarpSettings(text, of: content.instance)
    try settings.transform(&content)
    try content.checkIsPossible()
    return content.instance
  }

  /// What chooses the instances of a text; only files of dependence graphs may hold several.
  ///
  /// - Throws: `InstanceError` when the text as a whole is unusable.
  static func picks(of text: SourceText) throws(InstanceError) -> [String?] {
    guard !isMarkup(text) else { return [nil] }
    let document = try JSONCursor(reading: text, statesPath: true)
    guard case .object = document.value, document.value["format"] == nil,
      try document.member("schema_version") != nil
    else { return [nil] }
    let loops = try DependenceGraphReader.loops(document)
    return loops.count == 1 ? [nil] : loops.map { String($0.id) }
  }

  private static func content(
    of text: SourceText, pick: String?, _ settings: LoopReadSettings
  ) throws(InstanceError) -> LoopContent {
    if isMarkup(text) {
      try settings.refuseGraphSettings(text)
      let content = try HatScheTReader.read(text, resources: try settings.resources(of: text))
      try PickError.checkSingle(pick, name: content.instance.name, text)
      return content
    }
    let document = try JSONCursor(reading: text, statesPath: true)
    guard case .object = document.value else {
      throw document.error(expected: "an instance (an object)")
    }
    try settings.refuseResources(text)
    if document.value["format"] == nil, let version = try document.member("schema_version") {
      return try DependenceGraphReader.read(document, version: version, pick: pick, settings)
    }
    try settings.refuseGraphSettings(text)
    try checkFormat(document)
    let content = try LoopReader.read(document)
    try PickError.checkSingle(pick, name: content.instance.name, text)
    return content
  }

  /// Whether the first byte that is no blank opens a tag.
  private static func isMarkup(_ text: SourceText) -> Bool {
    let start = text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return text.bytes[start...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
      == UInt8(ascii: "<")
  }

  private static func checkFormat(_ document: JSONCursor) throws(InstanceError) {
    let expected = "\"\(LoopReader.format)\""
    if let schema = try document.member("schema"),
      schema.value.asString?.hasPrefix("optsolve.result/") == true
    {
      throw schema.error(
        found: "a result document", expected: "an instance: 'format' \(expected)")
    }
    guard let format = try document.member("format") else {
      throw document.error(
        found: "no 'format'",
        expected: "'format': \(expected), or 'schema_version' of a dependence graph")
    }
    if format.value == .string(LoopSchedule.format) {
      throw format.error(
        found: "a schedule (\(format.value.shown))", expected: "an instance: \(expected)")
    }
    guard format.value == .string(LoopReader.format) else {
      throw format.error(expected: expected)
    }
  }
}
