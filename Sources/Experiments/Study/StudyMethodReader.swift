import OptCore

/// Reads the methods of a study: short forms and mappings.
enum StudyMethodReader {
  static let keys = ["label", "method", "formulation", "engine", "parameters"] + StudySettings.keys

  /// Reads a list of methods, or one text with several short forms.
  ///
  /// - Throws: `InstanceError` for a key or value that the format does not know, and for an empty list.
  static func methods(
    _ node: YAMLNode, _ settings: StudySettings
  ) throws(InstanceError) -> [StudyMethod] {
    var methods: [StudyMethod] = []
    for item in node.items {
      if case .mapping = item.content {
        methods.append(try method(item, settings))
      } else {
        for setting in try shortForms(item) {
          methods.append(method(setting, at: item.place, settings))
        }
      }
    }
    guard !methods.isEmpty else {
      throw InstanceError(
        at: node.place, found: "an empty list", expected: MethodShortForm.expected)
    }
    return methods
  }

  private static func method(
    _ setting: MethodSetting, at place: SourceLocation, _ settings: StudySettings
  ) -> StudyMethod {
    var setting = setting
    setting.threads = settings.threads
    setting.warmStart = settings.warmStart?.value
    var method = StudyMethod(setting, at: place, seeds: settings.seeds, limits: settings.limits)
    method.places["warm-start"] = settings.warmStart?.place
    return method
  }

  private static func shortForms(_ node: YAMLNode) throws(InstanceError) -> [MethodSetting] {
    let text = try node.text(MethodShortForm.expected)
    do throws(MethodShortForm.Fault) {
      return try MethodShortForm.parse(text)
    } catch {
      let fault = error
      var place = node.place
      if case .scalar(_, isPlain: true) = node.content {
        place = SourceLocation(
          file: place.file, line: place.line, column: place.column + fault.offset)
      }
      let isParameter = fault.found.contains("=") && !fault.found.contains(":")
      throw InstanceError(
        at: place, found: fault.found.isEmpty ? "nothing" : quoted(fault.found),
        expected: MethodShortForm.expected
          + (isParameter ? ", in quotes where it stands inside brackets" : ""))
    }
  }

  private static func method(
    _ node: YAMLNode, _ outer: StudySettings
  ) throws(InstanceError) -> StudyMethod {
    var settings = outer
    var setting: MethodSetting?
    var label: String?
    var formulation: YAMLNode?
    var engine: YAMLNode?
    var parameters: [Located<String>] = []
    for (key, value) in try node.members("a method", known: keys) {
      switch key {
      case "label": label = try StudyReader.label(value, "a label")
      case "method":
        let forms = try shortForms(value)
        guard forms.count == 1 else { throw value.error(expected: "one method") }
        setting = forms[0]
      case "formulation": formulation = value
      case "engine": engine = value
      case "parameters": parameters = try StudyReader.parameters(value)
      default: _ = try settings.take(key, value)
      }
    }
    guard var setting else {
      throw InstanceError(at: node.place, found: "no 'method'", expected: "a method")
    }
    setting.formulation = try either(setting.formulation, formulation, "formulation")
    setting.engine = try either(setting.engine, engine, "engine")
    setting.parameters = (setting.parameters + parameters.map(\.value)).sorted()
    setting.label = label ?? MethodShortForm.label(of: setting)
    var result = method(setting, at: node.place, settings)
    result.places["formulation"] = formulation?.place
    result.places["engine"] = engine?.place
    return result
  }

  /// What the short form or the key says; not both.
  private static func either(
    _ short: String?, _ node: YAMLNode?, _ what: String
  ) throws(InstanceError) -> String? {
    guard let node else { return short }
    let text = try node.text("a \(what)")
    guard short == nil else {
      throw node.error(expected: "the \(what) once: the short form names one already")
    }
    return text
  }
}
