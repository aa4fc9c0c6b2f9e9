import OptCore

/// A method on instances whose real-valued data may have been rounded: then nothing it proves is called proven.
///
/// The front door wraps every method in this, so that no method has to think of rounding.
struct QuantisationGuard: SolveMethod {
  let base: any SolveMethod<SingleMachineInstance>

  init(_ base: any SolveMethod<SingleMachineInstance>) {
    self.base = base
  }

  var description: MethodDescription { base.description }

  func obstacle(on instance: SingleMachineInstance) -> String? { base.obstacle(on: instance) }

  func run(
    _ request: SolveRequest<TardinessSchedule>, in session: SolveSession<SingleMachineInstance>
  ) throws(SolveError) -> Termination {
    if let restriction = session.instance.quantisation?.restriction {
      session.restrict(to: restriction)
    }
    return try base.run(request, in: session)
  }
}
