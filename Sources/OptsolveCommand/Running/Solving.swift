import OptCore

/// One run of `optsolve <family> <instance>` from the file to the written results.
struct Solving<Family: ProblemFamily> {
  typealias Solution = Family.Instance.Solution

  let family: Family
  let path: String
  let options: SolveOptions

  func run() throws {
    let interruption = Interruption.listen()
    let instance: Family.Instance
    let request: SolveRequest<Solution>
    do {
      let parameters = try checkedParameters()
      instance = try loadInstance(
        family, path: path, pick: options.pick, parameters: parameters)
      request = try makeRequest(parameters, instance)
    } catch let error as SolveError {
      throw Failure(error)
    }
    let files = SolutionFiles(family: family, instance: instance)
    try files.checkExtensions(options.output)

    let display = ProgressDisplay(
      options.quiet ? .none : options.progress, verbose: options.verbose,
      console: Console.current)
    let session = SolveSession(
      instance, sense: family.sense, limits: options.limits,
      cancellation: interruption.cancellation, progress: display.sink)
    let result: SolveResult<Solution>
    do {
      defer { display.finish() }
      result = try family.solve(request, in: session)
    } catch {
      throw Failure(error)
    }
    try deliver(result, instance, request, files)
    if let status = interruption.status { throw Failure(status) }
    switch result.status {
    case .optimal, .feasible: return
    case .infeasible, .unbounded: throw Failure(.infeasible, "\(path): \(result.status.rawValue)")
    case .unknown: throw Failure(.noSolution, "\(path): no solution found within the limits")
    }
  }

  private func deliver(
    _ result: SolveResult<Solution>, _ instance: Family.Instance,
    _ request: SolveRequest<Solution>, _ files: SolutionFiles<Family>
  ) throws {
    let document = ResultDocument(
      result, of: instance, family: family, request: request, version: Tool.version)
    try files.write(result, document: document, to: options.output)
    if options.output.contains("-") { return }
    if options.json {
      try writeOutput(document.json.formatted())
    } else {
      let block = AnswerBlock.of(result, instance: instance, family: family, request: request)
      try writeOutput(block.text)
    }
  }

  /// Settings may belong to the family's reader or to the method.
  private func checkedParameters() throws -> ParameterValues {
    let method = try family.method(options.method ?? family.defaultMethod)
    return try ParameterValues(
      options.parameter, allowed: family.readParameters + method.description.parameters)
  }

  private func makeRequest(
    _ parameters: ParameterValues, _ instance: Family.Instance
  ) throws -> SolveRequest<Solution> {
    let method = options.method ?? family.defaultMethod
    let kind = try family.method(method).description.kind
    if kind != .formulation && kind != .portfolio, options.formulation ?? options.engine != nil {
      throw Failure(.usage, "--formulation and --engine need a method that uses an engine")
    }
    if let engine = options.engine, !family.engines.contains(where: { $0.id == engine }) {
      throw Failure(
        .usage, "unknown engine '\(engine)'" + suggestion(engine, among: family.engines.map(\.id)))
    }
    return SolveRequest(
      method: method,
      formulation: try options.formulation.map { try family.formulation($0).id },
      engine: options.engine, seed: options.seed, threads: options.threadCount,
      parameters: parameters, warmStart: try warmStart(instance))
  }

  private func warmStart(_ instance: Family.Instance) throws -> WarmStart<Solution> {
    switch options.warmStart {
    case nil: return .automatic
    case "none": return .none
    case .some(let word) where family.methods.contains { $0.description.id == word }:
      return .method(word)
    case .some(let file):
      return .solution(try loadSolution(family, path: file, instance: instance))
    }
  }
}

/// Reads an instance with the errors of the command line.
func loadInstance<Family: ProblemFamily>(
  _ family: Family, path: String, pick: String?, parameters: ParameterValues
) throws -> Family.Instance {
  do {
    return try family.read(try readFile(path), pick: pick, parameters: parameters)
  } catch let error as InstanceError {
    throw Failure(error)
  }
}

/// Reads a solution with the errors of the command line.
func loadSolution<Family: ProblemFamily>(
  _ family: Family, path: String, instance: Family.Instance
) throws -> Family.Instance.Solution {
  do {
    return try family.readSolution(try readFile(path), of: instance)
  } catch let error as InstanceError {
    throw Failure(error)
  }
}

/// Reads a file with the errors of the command line.
func readFile(_ path: String) throws -> SourceText {
  do {
    return try SourceText.read(path: path)
  } catch {
    throw Failure(error)
  }
}
