import OptCore

/// The decomposition search with only the most promising positions kept at each node.
///
/// Width 1 is one greedy descent; a growing width converges to the exact search. Positions are ranked by their lower
/// bounds.
struct BeamMethod: SolveMethod {
  let description = MethodDescription(
    "beam", .localSearch, "decomposition with only the best positions kept at a node (unweighted)",
    parameters: [
      ParameterDescription("width", .integer(1...1000), default: "3", "positions kept at a node")
    ],
    workUnit: "sub-problem entered")

  func obstacle(on instance: SingleMachineInstance) -> String? {
    ExactMethod().obstacle(on: instance)
  }

  func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    var parameters = TardinessSearch.Parameters()
    parameters.beamWidth = request.parameters.integer("width") ?? 3
    if let memory = session.limits.memory {
      parameters.memoryLimit = min(memory, ExactMethod.largestMemory)
    }
    parameters.nodeLimit = session.limits.work ?? .max
    return try ExactMethod.search(parameters, in: session, from: description.id)
  }
}
