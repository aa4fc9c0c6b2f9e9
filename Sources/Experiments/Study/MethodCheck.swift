import Glibc
import OptCore

/// Compares a study's methods with what a family offers.
struct MethodCheck<Family: ProblemFamily> {
  let family: Family
  let folder: String

  /// The setting as runs need it: names of formulations are short, paths of warm starts lead from here.
  ///
  /// - Throws: `StudyError` naming the nearest known method, formulation, engine or parameter.
  func resolved(_ method: StudyMethod) throws(StudyError) -> MethodSetting {
    var setting = method.setting
    do throws(Misfit) {
      try check(&setting)
    } catch {
      let place = error.key.map(method.place(of:)) ?? method.place
      throw .fault(at: place, error.cause.description)
    }
    return setting
  }

  /// What does not fit, and the key it stands at where it may have one of its own.
  private struct Misfit: Error {
    var key: String?
    var cause: SolveError
  }

  private func check(_ setting: inout MethodSetting) throws(Misfit) {
    let asked = setting
    let description = try at(nil) { () throws(SolveError) in
      try family.method(asked.method).description
    }
    if let name = asked.formulation {
      setting.formulation = try at("formulation") { () throws(SolveError) in
        if !description.usesEngine { throw usesNoEngine(asked.method, name) }
        return try family.formulation(name).id
      }
    }
    if let engine = asked.engine {
      try at("engine") { () throws(SolveError) in
        if !description.usesEngine { throw usesNoEngine(asked.method, engine) }
        guard !family.engines.contains(where: { $0.id == engine }) else { return }
        throw .badRequest(
          "unknown engine '\(engine)'" + suggestion(engine, among: family.engines.map(\.id)))
      }
    }
    try at(nil) { () throws(SolveError) in
      _ = try ParameterValues(asked.parameters, allowed: description.parameters)
    }
    if let start = asked.warmStart {
      setting.warmStart = try at("warm-start") { () throws(SolveError) in try warmStart(start) }
    }
  }

  private func at<Value>(
    _ key: String?, _ body: () throws(SolveError) -> Value
  ) throws(Misfit) -> Value {
    do throws(SolveError) {
      return try body()
    } catch {
      throw Misfit(key: key, cause: error)
    }
  }

  private func usesNoEngine(_ method: String, _ name: String) -> SolveError {
    .badRequest("found \(quoted(name)), expected nothing: method \(method) uses no engine")
  }

  private func warmStart(_ word: String) throws(SolveError) -> String {
    let methods = family.methods.map(\.description.id)
    if word == "none" || methods.contains(word) { return word }
    let relative = folder.isEmpty ? "./" + word : folder + word
    let path = word.hasPrefix("/") ? word : relative
    guard word.contains(WarmStartFile.placeholder) || access(path, R_OK) == 0 else {
      throw .badRequest(
        "found warm start '\(word)', expected a method, a solution file or none"
          + suggestion(word, among: methods + ["none"]))
    }
    return path
  }

  /// The settings of the family's reader.
  ///
  /// - Throws: `StudyError` naming the nearest known one.
  func readerValues(_ parameters: [Located<String>]) throws(StudyError) -> ParameterValues {
    for parameter in parameters {
      do {
        _ = try ParameterValues([parameter.value], allowed: family.readParameters)
      } catch {
        throw .fault(at: parameter.place, error.description)
      }
    }
    do {
      return try ParameterValues(parameters.map(\.value), allowed: family.readParameters)
    } catch {
      throw .fault(at: parameters.last?.place, error.description)
    }
  }
}

/// The solution file that a run starts from.
enum WarmStartFile {
  /// Stands for the instance's name in the path of a warm start.
  static let placeholder = "{instance}"

  /// Whether a checked warm start is a file: its path has a folder, which no method's identifier has.
  static func isFile(_ start: String) -> Bool { start.contains("/") }

  /// The digest of a file's content.
  static func digest(_ path: String) throws(FileError) -> String {
    InstanceDigest(of: try SourceText.read(path: path).bytes).description
  }
}
