import ArgumentParser
import Modeling
import OptCore

/// `optsolve convert`: writes an instance in another format, or the model of a formulation.
struct ConvertCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "convert",
      abstract: "Write an instance in another format, or as a model (.lp, .mps, .fzn).",
      discussion: """
        Examples:
          optsolve convert smtt wt40.txt --pick 3 -o third.json
          optsolve convert smtt jobs.txt --formulation f2 -o jobs.lp -o jobs.mps
          optsolve convert smtt jobs.txt --formulation f4 -o jobs.fzn
          optsolve convert fjsp ta01.jsp -o ta01.fjs -o ta01.lp
        """)
  }

  @Argument(help: "The family, such as smtt or fjsp.", completion: Completions.families)
  var family: String
  @Argument(help: "Instance file.", completion: .file()) var instance: String
  @Option(
    name: [.short, .long],
    help: "Output file; its extension picks the format; - prints text; repeatable.",
    completion: .file())
  var output: [String]
  @Option(
    name: [.short, .long], help: "The formulation for .lp, .mps and .fzn.",
    completion: Completions.formulations)
  var formulation: String?
  @Option(help: "Name or index of an instance in a file of many.") var pick: String?
  @Option(name: [.customShort("P"), .long], help: "Setting, key=value; repeatable.")
  var parameter: [String] = []

  func run() throws { try run(try registration(family)) }

  private func run<Registration: FamilyRegistration>(_ type: Registration.Type) throws {
    let family = type.family(engines: .inProcess)
    let outputs = distinct(output)
    try refuseOverwriting([instance], by: outputs)
    do {
      let settings = family.methods.filter { $0.description.kind == .formulation }
        .flatMap { $0.description.parameters }
      let parameters = try ParameterValues(parameter, allowed: family.readParameters + settings)
      let data = try loadInstance(family, path: instance, pick: pick, parameters: parameters)
      let formats = try outputs.map { try format(of: $0, family) }
      let formulation = try formulation.map { try family.formulation($0).id }
      var delivery = Delivery()
      for (path, format) in zip(outputs, formats) {
        delivery.attempt { () throws(Failure) in
          let bytes: [UInt8]
          do throws(SolveError) {
            bytes = try family.convert(
              data, to: format, formulation: formulation, parameters: parameters)
          } catch {
            throw Failure(error)
          }
          try writeFile(bytes, to: path)
        }
      }
      try delivery.finish()
    } catch let error as SolveError {
      throw Failure(error)
    }
  }

  /// The format of an output, by its extension.
  private func format(of path: String, _ family: some ProblemFamily) throws(Failure) -> String {
    let format =
      path == "-"
      ? (formulation == nil ? family.convertFormats[0].fileExtension : "lp")
      : SourceText(file: path, bytes: []).fileExtension
    guard family.convertFormats.contains(where: { $0.fileExtension == format }) else {
      let known = family.convertFormats.map { "." + $0.fileExtension }.joined(separator: " ")
      throw Failure(.usage, "\(path): unknown format; known extensions: \(known)")
    }
    return format
  }
}
