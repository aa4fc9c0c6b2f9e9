import ArgumentParser
import Modeling
import OptCore

/// `optsolve methods`: lists what there is.
struct MethodsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "methods",
      abstract: "List families, methods, formulations and engines.",
      discussion: """
        Examples:
          optsolve methods
          optsolve methods smtt
          optsolve methods fjsp --json
        """)
  }

  @Argument(
    help: "Only this family, with the settings of its methods.", completion: Completions.families)
  var family: String?
  @Flag(help: "Print a JSON document.") var json = false

  func run() throws {
    let chosen = try family.map { [try registration($0)] } ?? registrations
    if json {
      try writeOutput(JSONValue.array(chosen.map { describe($0) }).formatted())
    } else {
      try writeOutput(chosen.map { list($0, details: family != nil) }.joined(separator: "\n"))
    }
  }

  private func list<R: FamilyRegistration>(_ type: R.Type, details: Bool) -> String {
    let family = type.family(engines: .inProcess)
    var text = "\(family.id): \(family.title)\n\nmethods\n"
    let methods = family.methods.map(\.description)
    for (place, method) in methods.enumerated() {
      let mark = method.id == family.defaultMethod ? " (default)" : ""
      text += row(method.id, method.summary + mark)
      guard details else { continue }
      if let source = method.source { text += row("", "source: \(source)") }
      if let unit = method.workUnit { text += row("", "work unit: \(unit)") }
      if method.usesThreads { text += row("", "threads: -p N uses more than one") }
      text += settings(of: methods, at: place)
    }
    if !family.formulations.isEmpty {
      text += "\nformulations\n"
      for item in family.formulations {
        text += row(item.id, "\(item.longName): \(item.summary)")
        if details, let source = item.source { text += row("", "source: \(source)") }
      }
    }
    text += "\nengines\n"
    for engine in family.engines { text += row(engine.id, engine.title) }
    guard details else { return text }
    text += "\ninstance formats\n"
    for format in family.instanceFormats { text += row("." + format.fileExtension, format.summary) }
    text += "\noutputs\n" + row(".json", "the result document")
    for format in family.exportFormats { text += row("." + format.fileExtension, format.summary) }
    text += "\nconversions\n"
    for format in family.convertFormats { text += row("." + format.fileExtension, format.summary) }
    let groups = [
      ("reader", family.readParameters), ("generator", family.generatorParameters ?? []),
      ("training", family.trainingParameters ?? []),
    ]
    for (title, parameters) in groups where !parameters.isEmpty {
      text += "\nsettings of the \(title)\n"
      for parameter in parameters { text += setting(parameter) }
    }
    return text
  }

  private func row(_ word: String, _ text: String) -> String {
    "  " + word + String(repeating: " ", count: max(1, 18 - word.count)) + text + "\n"
  }

  /// The settings of a method; those that it shares with the next one are left to the last that has them.
  private func settings(of methods: [MethodDescription], at place: Int) -> String {
    let parameters = methods[place].parameters
    func differs(_ method: MethodDescription) -> Bool { method.parameters != parameters }
    if let next = methods[(place + 1)...].first, !differs(next) { return "" }
    let first = methods[...place].lastIndex(where: differs).map { $0 + 1 } ?? 0
    let isShared = first < place && !parameters.isEmpty
    return parameters.reduce(
      isShared ? row("", "settings of \(methods[first].id) to \(methods[place].id):") : ""
    ) { $0 + setting($1) }
  }

  private func setting(_ parameter: ParameterDescription) -> String {
    let standard = parameter.defaultValue.map { ", default \($0)" } ?? ""
    return row("", "-P \(parameter.key)=...  \(parameter.summary) (\(parameter.values)\(standard))")
  }

  private func describe<R: FamilyRegistration>(_ type: R.Type) -> JSONValue {
    let family = type.family(engines: .inProcess)
    func formats(_ list: [FileFormat]) -> JSONValue {
      .array(
        list.map {
          .object(pairs: [
            ("extension", .string($0.fileExtension)), ("summary", .string($0.summary)),
          ])
        })
    }
    return .object(pairs: [
      ("family", .string(family.id)), ("title", .string(family.title)),
      ("default_method", .string(family.defaultMethod)),
      ("methods", .array(family.methods.map { describe($0.description) })),
      (
        "formulations",
        .array(
          family.formulations.map {
            .object(pairs: [
              ("id", .string($0.id)), ("name", .string($0.longName)),
              ("summary", .string($0.summary)), ("source", .optional($0.source)),
            ])
          })
      ),
      (
        "engines",
        .array(
          family.engines.map {
            .object(pairs: [("id", .string($0.id)), ("title", .string($0.title))])
          })
      ),
      ("instance_formats", formats(family.instanceFormats)),
      ("outputs", formats(family.exportFormats)),
      ("conversions", formats(family.convertFormats)),
      ("reader_parameters", .array(family.readParameters.map(describe))),
      ("generator_parameters", .array((family.generatorParameters ?? []).map(describe))),
      ("training_parameters", .array((family.trainingParameters ?? []).map(describe))),
    ])
  }

  private func describe(_ method: MethodDescription) -> JSONValue {
    .object(pairs: [
      ("id", .string(method.id)), ("kind", .string(method.kind.rawValue)),
      ("summary", .string(method.summary)), ("source", .optional(method.source)),
      ("work_unit", .optional(method.workUnit)), ("uses_engine", .bool(method.usesEngine)),
      ("uses_threads", .bool(method.usesThreads)),
      ("parameters", .array(method.parameters.map(describe))),
    ])
  }

  private func describe(_ parameter: ParameterDescription) -> JSONValue {
    .object(pairs: [
      ("key", .string(parameter.key)), ("values", .string(parameter.values)),
      ("default", .optional(parameter.defaultValue)), ("summary", .string(parameter.summary)),
    ])
  }
}
