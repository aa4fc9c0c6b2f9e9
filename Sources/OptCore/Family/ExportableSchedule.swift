/// The files a schedule can be written to, besides the result document, unless its family lists formats of its own.
public enum ScheduleFormat: String, Sendable, Hashable, CaseIterable {
  /// A table as comma-separated values.
  case csv
  /// A picture.
  case svg
  /// A page to explore.
  case html
  /// Trace events for Perfetto.
  case trace = "trace.json"
}

/// A schedule with everything that its files say worked out: what a family of scheduling problems exports.
public protocol ExportableSchedule {
  associatedtype Solution: ProblemSolution
  /// Its formats: by raw value their extensions, in the order in which they are listed.
  associatedtype Format: RawRepresentable<String> & CaseIterable & Sendable = ScheduleFormat

  /// One line of help.
  static func summary(of format: Format) -> String

  /// Works out what `solution` says, which must have no violations in `instance`.
  init(of solution: Solution, in instance: Solution.Instance)

  /// The text of a file.
  ///
  /// - Parameter remarks: about the run that found it, such as (`status`, `optimal`), for formats that have room for them.
  func text(as format: Format, _ remarks: [(key: String, value: String)]) -> String
}

extension ExportableSchedule {
  /// All formats, as a family lists them.
  public static var formats: [FileFormat] {
    Format.allCases.map { FileFormat($0.rawValue, summary(of: $0)) }
  }

  /// `solution` in the format with this extension.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the solution has violations.
  public static func export(
    _ solution: Solution, of instance: Solution.Instance, as fileExtension: String,
    _ remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    guard let format = Format(rawValue: fileExtension) else {
      throw .badRequest(
        "no export to '.\(fileExtension)'"
          + suggestion(fileExtension, among: Format.allCases.map(\.rawValue)))
    }
    if let violation = solution.violations(in: instance).first {
      throw .badRequest("nothing to export: \(violation)")
    }
    return Array(Self(of: solution, in: instance).text(as: format, remarks).utf8)
  }
}
