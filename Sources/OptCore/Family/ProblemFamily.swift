/// A file format a family reads or writes.
public struct FileFormat: Sendable, Hashable {
  /// Extension in lower case without a leading dot: `txt`, `trace.json`.
  public let fileExtension: String
  /// One line of help.
  public let summary: String

  /// Describes a format.
  public init(_ fileExtension: String, _ summary: String) {
    self.fileExtension = fileExtension
    self.summary = summary
  }
}

/// An engine a family was given, as it is listed.
public struct EngineDescription: Sendable, Hashable {
  /// Identifier: `cbc`.
  public let id: String
  /// Name and version: `CBC 2.10.8`.
  public let title: String

  /// Describes an engine.
  public init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }
}

/// A problem family: its instances, methods, formulations, formats and generator.
///
/// The command line and the experiments see families only through this protocol.
public protocol ProblemFamily<Instance>: Sendable {
  associatedtype Instance: ProblemInstance

  /// Identifier on the command line: `smtt`.
  var id: String { get }
  /// The problem's name in the literature.
  var title: String { get }
  /// Whether smaller or larger objectives are better, for most instances.
  var sense: ObjectiveSense { get }
  /// Whether smaller or larger objectives are better for an instance: a family may have variants that differ.
  func sense(of instance: Instance) -> ObjectiveSense
  /// What `size(of:)` counts: `jobs`.
  var sizeUnit: String { get }
  /// Names of what decides between solutions of equal objective, as the result document has them (`length`): its fields
  /// `<name>_bound` are their proven bounds. See `ProblemSolution.refinements(in:)`.
  var refinements: [String] { get }
  /// Every method; the order is the order of lists.
  var methods: [any SolveMethod<Instance>] { get }
  /// The method used when none is asked for.
  var defaultMethod: String { get }
  /// Every formulation.
  var formulations: [FormulationDescription] { get }
  /// The engines formulations can be solved with; the first is the default.
  var engines: [EngineDescription] { get }
  /// Instance formats that are read.
  var instanceFormats: [FileFormat] { get }
  /// Instance formats that `convert` writes.
  var convertFormats: [FileFormat] { get }
  /// What a solution can be exported to, besides the result document.
  var exportFormats: [FileFormat] { get }
  /// `-P` settings about reading an instance, common to all methods.
  var readParameters: [ParameterDescription] { get }
  /// Settings of the generator; nil when the family has none.
  var generatorParameters: [ParameterDescription]? { get }
  /// Settings of the training of what methods have learned; nil when the family has nothing to train.
  var trainingParameters: [ParameterDescription]? { get }

  /// Reads an instance.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - pick: name or index of an instance in a file that holds many.
  ///   - parameters: values of `readParameters`.
  /// - Throws: `InstanceError` with the exact place.
  func read(
    _ text: SourceText, pick: String?, parameters: ParameterValues
  ) throws(InstanceError) -> Instance

  /// Every instance of a file, in the file's order.
  ///
  /// - Throws: `InstanceError` when the file as a whole is unusable; a part that is refused is a member.
  func members(
    of text: SourceText, parameters: ParameterValues
  ) throws(InstanceError) -> [InstanceMember<Instance>]

  /// How large an instance is, in `sizeUnit`: what tables and plots are ordered by.
  func size(of instance: Instance) -> Int

  /// Reads a solution in the result document's form (or another form the family knows).
  ///
  /// A well-formed solution that breaks rules is returned: `violations(in:)` says which.
  ///
  /// - Throws: `InstanceError` when the text does not follow the format.
  func readSolution(
    _ text: SourceText, of instance: Instance
  ) throws(InstanceError) -> Instance.Solution

  /// The family's own fields of the result document.
  func fields(of solution: Instance.Solution, in instance: Instance) -> [JSONValue.Member]

  /// Facts about an instance for the answer block: (`jobs`, `100`), ...
  func facts(about instance: Instance) -> [(key: String, value: String)]

  /// The solution itself for the answer block: (`tardy jobs`, `12`), (`sequence`, `3 1 2 0`), ...
  func answer(_ solution: Instance.Solution, in instance: Instance) -> [(
    key: String, value: String
  )]

  /// The solution in one of `exportFormats`, with remarks about the run that found it where the format has room.
  ///
  /// - Parameter remarks: such as (`status`, `optimal`); see `ResultDocument.remarks`.
  /// - Throws: `SolveError.badRequest` for an unknown extension.
  func export(
    _ solution: Instance.Solution, of instance: Instance, as fileExtension: String,
    remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8]

  /// The instance, or the model of one of its formulations, in one of `convertFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension or formulation.
  func convert(
    _ instance: Instance, to fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8]

  /// A random instance of a published generator: the same seed gives the same instance.
  ///
  /// - Throws: `SolveError.badRequest` when the settings contradict each other.
  func generate(_ parameters: ParameterValues, seed: UInt64) throws(SolveError) -> Instance

  /// Trains what a method of the family has learned, and gives it as a document that the method reads.
  ///
  /// - Parameters:
  ///   - parameters: values of `trainingParameters`.
  ///   - seed: seed of every random choice.
  ///   - timeLimit: wall seconds after which no more examples are collected; nil = none.
  ///   - cancellation: the same, from any thread.
  ///   - progress: receives one line at a time.
  /// - Throws: `SolveError.badRequest` when there is nothing to train, or when it was stopped before there was any example.
  func train(
    _ parameters: ParameterValues, seed: UInt64, timeLimit: Double?, cancellation: Cancellation,
    progress: (String) -> Void
  ) throws(SolveError) -> JSONValue
}

extension ProblemFamily {
  /// The same for all instances.
  public func sense(of instance: Instance) -> ObjectiveSense { sense }

  /// Nothing decides.
  public var refinements: [String] { [] }

  /// Nothing to train.
  public var trainingParameters: [ParameterDescription]? { nil }

  /// Nothing to train.
  ///
  /// - Throws: `SolveError.badRequest`.
  public func train(
    _ parameters: ParameterValues, seed: UInt64, timeLimit: Double?, cancellation: Cancellation,
    progress: (String) -> Void
  ) throws(SolveError) -> JSONValue {
    throw .badRequest("the family \(id) has nothing to train")
  }

  /// The solution in one of `exportFormats`, without remarks.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension.
  public func export(
    _ solution: Instance.Solution, of instance: Instance, as fileExtension: String
  ) throws(SolveError) -> [UInt8] {
    try export(solution, of: instance, as: fileExtension, remarks: [])
  }

  /// The method with this identifier.
  ///
  /// - Throws: `SolveError.badRequest` naming the nearest known method.
  public func method(_ id: String) throws(SolveError) -> any SolveMethod<Instance> {
    if let method = methods.first(where: { $0.description.id == id }) { return method }
    throw .badRequest(
      "unknown method '\(id)'" + suggestion(id, among: methods.map { $0.description.id }))
  }

  /// The short identifier of the formulation with this short or long name.
  ///
  /// - Throws: `SolveError.badRequest` naming the nearest known formulation.
  public func formulation(_ name: String) throws(SolveError) -> FormulationDescription {
    try FormulationDescription.choose(name, among: formulations) { $0 }
  }

  /// Runs a request in a session: warm start, method, checks, result.
  ///
  /// Settings of the method and of reading that the request does not hold have their defaults. The result is never
  /// worse than a feasible warm start.
  ///
  /// - Throws: `SolveError`; limits and proofs of infeasibility are results.
  public func solve(
    _ request: SolveRequest<Instance.Solution>, in session: SolveSession<Instance>
  ) throws(SolveError) -> SolveResult<Instance.Solution> {
    let method = try usable(request.method, on: session.instance)
    switch request.warmStart {
    case .automatic, .none: break
    case .solution(let solution):
      let violations = solution.violations(in: session.instance)
      guard violations.isEmpty else {
        throw .badRequest(
          "the warm start is no solution of this instance: \(violations[0].description)")
      }
      try session.offer(solution, from: "warm start")
    case .method(let id):
      let first = try usable(id, on: session.instance)
      var start = request
      start.method = id
      start.parameters = try ParameterValues(
        [], allowed: readParameters + first.description.parameters)
      start.warmStart = .automatic
      _ = try first.run(start, in: session)
    }
    var filled = request
    filled.parameters = request.parameters.filled(
      for: readParameters + method.description.parameters)
    return try session.finish(try method.run(filled, in: session))
  }

  /// The method with this identifier, when it can work on an instance.
  private func usable(
    _ id: String, on instance: Instance
  ) throws(SolveError) -> any SolveMethod<Instance> {
    let method = try method(id)
    if let obstacle = method.obstacle(on: instance) {
      throw .unsupported(method: id, reason: obstacle)
    }
    return method
  }
}
