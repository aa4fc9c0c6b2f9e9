import OptCore

/// Turns studies into plans: reads the instances, checks the methods, gives every run its identity.
public struct StudyPlanner: Sendable {
  /// The most runs a plan may have.
  public static let largestRunCount = 1_000_000

  let families: [any ProblemFamily]
  let version: String

  /// A planner that knows families.
  ///
  /// - Parameter version: the version of optsolve that carries the runs out.
  public init(families: [any ProblemFamily], version: String) {
    self.families = families
    self.version = version
  }

  /// Plans a study.
  ///
  /// - Throws: `StudyError` for unknown names, files that cannot be read, labels or methods that stand twice. An
  ///   instance that is refused is no error, but a study without any instance left is.
  /// - Complexity: linear in the instance files and the runs.
  public func plan(_ study: Study) throws(StudyError) -> StudyPlan {
    var draft = PlanDraft(study: study, version: version)
    for part in study.parts {
      let known = families.map(\.id)
      guard let family = families.first(where: { $0.id == part.family.value }) else {
        throw .fault(
          at: part.family.place,
          "unknown family '\(part.family.value)'" + suggestion(part.family.value, among: known))
      }
      try draft.add(part, family)
    }
    return try draft.plan()
  }

  /// The family that reads files, judged by their extensions: the only one there is, or the only one that reads
  /// them all.
  ///
  /// - Throws: `StudyError.badRequest` when the extensions do not decide.
  public func family(ofFiles paths: [String]) throws(StudyError) -> String {
    if families.count == 1 { return families[0].id }
    let extensions = Set(
      paths.map { path in
        SourceText(file: String(path.prefix { $0 != "#" }), bytes: []).fileExtension
      })
    let fitting = families.filter { family in
      extensions.isSubset(of: family.instanceFormats.map(\.fileExtension))
    }
    if fitting.count == 1 { return fitting[0].id }
    let known = (fitting.isEmpty ? families : fitting).map(\.id).joined(separator: "|")
    let found =
      fitting.isEmpty ? "files that no family is known to read" : "files of several families"
    throw .badRequest("found \(found), expected --family \(known)")
  }
}
