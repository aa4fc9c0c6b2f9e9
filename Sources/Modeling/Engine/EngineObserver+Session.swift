import OptCore

extension EngineObserver {
  /// Watches an engine for a session: the session's own end, or one that a point or a bound has brought about, ends the run, and the engine's
  /// log goes to it.
  ///
  /// - Parameters:
  ///   - engine: whose run it is.
  ///   - incumbent: takes a better point.
  ///   - bound: takes a better bound of the model.
  package init<Instance>(
    _ engine: any Engine, for session: SolveSession<Instance>,
    incumbent: @escaping @Sendable ([Double]) -> Void,
    bound: @escaping @Sendable (Double) -> Void
  ) {
    let cancellation = Cancellation(following: session.cancellation)
    @Sendable func stopIfDone() {
      if session.stopReason != nil { cancellation.cancel() }
    }
    let name = engine.identity.id
    @Sendable func say(_ line: String) { session.say(line, from: name) }
    self.init(
      cancellation: cancellation,
      incumbent: { point, _ in
        incumbent(point)
        stopIfDone()
      },
      bound: { value in
        bound(value)
        stopIfDone()
      },
      log: session.wantsLog ? say : nil)
  }
}
