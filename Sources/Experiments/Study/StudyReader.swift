import OptCore

/// Reads study files (`study.yaml`); Documentation/studies.md has the grammar.
public enum StudyReader {
  static let rootKeys = ["name", "jobs", "families"] + StudySettings.keys
  static let partKeys = ["instances", "parameters", "methods", "references"] + StudySettings.keys

  /// Reads a study.
  ///
  /// - Parameter source: the file; its folder is what the study's paths are relative to.
  /// - Throws: `InstanceError` at the first key or value that the format does not know.
  public static func read(_ source: SourceText) throws(InstanceError) -> Study {
    guard let root = try YAMLText.read(source) else {
      throw InstanceError(at: source.start, found: "nothing", expected: "a study")
    }
    var name = source.stem
    var jobs: Int?
    var families: YAMLNode?
    var settings = StudySettings()
    for (key, value) in try root.members("a study", known: rootKeys) {
      switch key {
      case "name": name = try label(value, "a name")
      case "jobs": jobs = try value.integer("runs at once", in: 1...4096)
      case "families": families = value
      default: _ = try settings.take(key, value)
      }
    }
    guard let families else {
      throw InstanceError(
        at: root.place, found: "no 'families'", expected: "the families of the study")
    }
    let parts = try parts(families, settings)
    return Study(name: name, folder: folder(of: source.file), jobs: jobs, parts: parts)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// A family's identifier leads to its part, or to a list of parts.
  private static func parts(
    _ families: YAMLNode, _ settings: StudySettings
  ) throws(InstanceError) -> [Study.Part] {
    let expected = "a mapping from a family such as smtt to its instances and methods"
    guard case .mapping(let pairs) = families.content, !pairs.isEmpty else {
      throw families.error(expected: expected)
    }
    var parts: [Study.Part] = []
    for pair in pairs {
      let family = Located(try pair.key.text("a family"), at: pair.key.place)
      let items = pair.value.items
      guard !items.isEmpty else { throw pair.value.error(expected: "instances and methods") }
      for item in items { parts.append(try part(item, of: family, settings)) }
    }
    return parts
  }

  private static func part(
    _ node: YAMLNode, of family: Located<String>, _ outer: StudySettings
  ) throws(InstanceError) -> Study.Part {
    var settings = outer
    var part = Study.Part(family: family, instances: [], methods: [])
    var methods: YAMLNode?
    for (key, value) in try node.members("family \(quoted(family.value))", known: partKeys) {
      switch key {
      case "instances": part.instances = try instances(value)
      case "parameters": part.parameters = try parameters(value)
      case "methods": methods = value
      case "references":
        part.references = try value.items.map { item throws(InstanceError) in
          Located(try item.text("a reference file"), at: item.place)
        }
      default: _ = try settings.take(key, value)
      }
    }
    guard !part.instances.isEmpty else {
      throw InstanceError(at: node.place, found: "no 'instances'", expected: "what is solved")
    }
    guard let methods else {
      throw InstanceError(at: node.place, found: "no 'methods'", expected: "how to solve")
    }
    part.methods = try StudyMethodReader.methods(methods, settings)
    return part
  }

  private static func instances(
    _ node: YAMLNode
  ) throws(InstanceError) -> [InstanceSelection] {
    let expected = "a path, a pattern, path#pick, or a mapping with 'path' and 'pick'"
    return try node.items.map { item throws(InstanceError) in
      guard case .mapping = item.content else {
        return InstanceSelection(Located(try item.text(expected), at: item.place))
      }
      var path: Located<String>?
      var picks: [Located<String>] = []
      for (key, value) in try item.members("an instance", known: ["path", "pick"]) {
        if key == "path" {
          path = Located(try value.text("a path or a pattern"), at: value.place)
        } else {
          picks = try value.items.map { pick throws(InstanceError) in
            Located(try pick.text("a name or an index of an instance in the file"), at: pick.place)
          }
          guard !picks.isEmpty else { throw value.error(expected: "at least one pick") }
        }
      }
      guard let path else {
        throw InstanceError(at: item.place, found: "no 'path'", expected: expected)
      }
      return InstanceSelection(path, picks: picks)
    }
  }

  /// `key: value` pairs, or a list of `key=value`.
  static func parameters(_ node: YAMLNode) throws(InstanceError) -> [Located<String>] {
    if case .mapping(let pairs) = node.content {
      return try pairs.map { pair throws(InstanceError) in
        let key = try pair.key.text("a parameter")
        let value = try pair.value.text("a value of parameter \(quoted(key))")
        return Located("\(key)=\(value)", at: pair.key.place)
      }
    }
    return try node.items.map { item throws(InstanceError) in
      Located(try item.text("parameters as key: value"), at: item.place)
    }
  }

  /// One line of text that is fit for tables.
  static func label(_ node: YAMLNode, _ what: String) throws(InstanceError) -> String {
    let expected = "\(what) of at most 100 characters on one line"
    let text = try node.text(expected)
    guard text.unicodeScalars.count <= 100, text.trimmed.count == text.count,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw node.error(expected: expected) }
    return text
  }
}
