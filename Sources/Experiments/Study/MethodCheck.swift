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
    do {
      return try check(method.setting)
    } catch {
      throw .fault(at: method.place, error.description)
    }
  }

  private func check(_ asked: MethodSetting) throws(SolveError) -> MethodSetting {
    var setting = asked
    let description = try family.method(asked.method).description
    if !description.usesEngine, let name = asked.formulation ?? asked.engine {
      throw .badRequest(
        "found \(quoted(name)), expected nothing: method \(asked.method) uses no engine")
    }
    if let name = asked.formulation { setting.formulation = try family.formulation(name).id }
    if let engine = asked.engine, !family.engines.contains(where: { $0.id == engine }) {
      throw .badRequest(
        "unknown engine '\(engine)'" + suggestion(engine, among: family.engines.map(\.id)))
    }
    _ = try ParameterValues(asked.parameters, allowed: description.parameters)
    if let start = asked.warmStart { setting.warmStart = try warmStart(start) }
    return setting
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
