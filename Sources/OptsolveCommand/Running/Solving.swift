import Modeling
import OptCore

/// One run of `optsolve <family> <instance>` from the file to the written results.
struct Solving<Family: ProblemFamily> {
  typealias Solution = Family.Instance.Solution

  let family: Family
  let path: String
  let options: SolveOptions

  func run() throws {
    let instance: Family.Instance
    let request: SolveRequest<Solution>
    do {
      let parameters = try checkedParameters()
      try refuseSharedInput(path, options.warmStart)
      try refuseOverwriting([path, options.warmStart], by: options.output)
      instance = try loadInstance(
        family, path: path, pick: options.pick, parameters: parameters)
      try refuseChanged(
        "the instance", path, found: instance.digest, expected: options.instanceDigest)
      request = try makeRequest(parameters, instance)
      try remarkOnThreads(request)
      try remarkOnWork(request)
    } catch let error as SolveError {
      throw Failure(error)
    }
    let files = SolutionFiles(family: family, instance: instance)
    try files.check(options.output)

    // Before this point there is nothing to save, and a signal ends the process at once.
    let interruption = Interruption.listen()
    let (result, fault) = try solve(request, instance, interruption.cancellation)
    try deliver(result, instance, request, files)
    if !options.quiet, let remark = result.statistics.first(where: { $0.key == "remark" }) {
      Console.current.error("optsolve: \(remark.value.asString ?? "")")
    }
    if let fault { throw Failure(fault) }
    if let status = interruption.status { throw Failure(status) }
    switch result.status {
    case .optimal, .feasible: return
    case .infeasible, .unbounded: throw Failure(.infeasible, "\(path): \(result.status.rawValue)")
    case .unknown: throw Failure(.noSolution, "\(path): no solution found within the limits")
    }
  }

  /// Runs the method. When an engine fails, what was found before is still a result, beside the fault.
  private func solve(
    _ request: SolveRequest<Solution>, _ instance: Family.Instance, _ cancellation: Cancellation
  ) throws(Failure) -> (result: SolveResult<Solution>, fault: SolveError?) {
    let display = ProgressDisplay(
      options.quiet ? .none : options.progress, verbose: options.verbose,
      console: Console.current)
    defer { display.finish() }
    let session = SolveSession(
      instance, sense: family.sense(of: instance), limits: options.limits,
      cancellation: cancellation,
      progress: display.sink,
      wantsLog: !options.quiet && (options.verbose || options.progress == .json))
    do throws(SolveError) {
      do throws(SolveError) {
        return (try family.solve(request, in: session), nil)
      } catch {
        guard case .engine = error, session.incumbent != nil else { throw error }
        session.note("fault", .string(error.description))
        return (try session.finish(.completed), error)
      }
    } catch {
      throw Failure(error)
    }
  }

  private func deliver(
    _ result: SolveResult<Solution>, _ instance: Family.Instance,
    _ request: SolveRequest<Solution>, _ files: SolutionFiles<Family>
  ) throws(Failure) {
    let document = ResultDocument(
      result, of: instance, family: family, request: request, version: Tool.version)
    let paths = distinct(options.output)
    var delivery = Delivery()
    if !paths.contains("-") {
      delivery.attempt { () throws(Failure) in
        if options.json {
          try writeOutput(document.json.formatted())
        } else {
          let block = AnswerBlock.of(result, instance: instance, family: family, request: request)
          try writeOutput(block.text)
        }
      }
    }
    var files = files
    files.remarks = ResultDocument.remarks(in: document.json)
    files.write(result, document: document, to: paths, &delivery)
    try delivery.finish()
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
    if !(try family.method(method).description.usesEngine),
      options.formulation ?? options.engine != nil
    {
      throw Failure(.usage, engineRefusal(method))
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

  /// Why a formulation or an engine goes unheard.
  private func engineRefusal(_ method: String) -> String {
    let option = options.formulation == nil ? "--engine" : "--formulation"
    let able = family.methods.map(\.description).filter(\.usesEngine).map { "-m \($0.id)" }
    let advice = able.isEmpty ? "" : "; add " + able.joined(separator: " or ")
    return "\(option): method \(method) uses no engine" + advice
  }

  /// Says when more threads were asked for than will be used.
  private func remarkOnThreads(_ request: SolveRequest<Solution>) throws {
    guard !options.quiet, request.threads > 1 else { return }
    let method = try family.method(request.method).description
    let engine = try method.usesEngine ? EngineSet.inProcess.engine(request.engine).identity : nil
    if !method.usesThreads {
      Console.current.error("optsolve: method \(method.id) uses one thread")
    } else if let engine, !engine.usesThreads {
      Console.current.error("optsolve: engine \(engine.id) uses one thread")
    }
  }

  /// Says when a work limit will not be heeded.
  private func remarkOnWork(_ request: SolveRequest<Solution>) throws {
    guard !options.quiet, options.limits.work != nil else { return }
    let method = try family.method(request.method).description
    if method.workUnit == nil {
      Console.current.error("optsolve: method \(method.id) has no unit of work to limit")
    }
  }

  /// Refuses data that are not those that a plan is about.
  private func refuseChanged(
    _ what: String, _ path: String, found: InstanceDigest, expected: String?
  ) throws(Failure) {
    guard let expected, found.description != expected else { return }
    throw Failure(
      .badData, "\(path): \(what) has changed: found \(found.description), expected \(expected)")
  }

  private func warmStart(_ instance: Family.Instance) throws -> WarmStart<Solution> {
    switch options.warmStart {
    case nil: return .automatic
    case "none": return .none
    case .some(let word) where family.methods.contains { $0.description.id == word }:
      return .method(word)
    case .some(let file):
      let text = try readFile(file)
      try refuseChanged(
        "the warm start", file, found: InstanceDigest(of: text.bytes),
        expected: options.warmStartDigest)
      let solution = try loadSolution(family, text, instance)
      if let fault = foreignFault(text, for: instance), !solution.violations(in: instance).isEmpty {
        throw Failure(.usage, "--warm-start: \(fault)")
      }
      return .solution(solution)
    }
  }
}
