internal import EngineShims
import Modeling
import OptCore

/// What differs between the engines behind the shims.
package struct ShimLibrary: Sendable {
  /// The shim's entry.
  enum Entry: Sendable {
    case glpk
    case cbc
  }

  let entry: Entry

  /// GLPK.
  package static let glpk = ShimLibrary(entry: .glpk)
  /// CBC with Clp.
  package static let cbc = ShimLibrary(entry: .cbc)

  /// The library's own version.
  package var version: String {
    switch entry {
    case .glpk: String(cString: shim_glpk_version())
    case .cbc: String(cString: shim_cbc_version())
    }
  }

  /// Solves a model in its linear form; create, solve, read and delete happen on one thread of its own.
  ///
  /// - Parameters:
  ///   - model: any model; points are those of its own columns.
  ///   - options: limits; its `settings` were translated to `words` by the engine.
  ///   - words: the engine's own words, checked.
  ///   - observer: receives incumbents and bounds.
  /// - Throws: `EngineError.model` for a faulty model or one without a linear form, `EngineError.option` for an unusable
  ///   option, `EngineError.failed` when the library failed.
  package func solve(
    _ model: Model, options: EngineOptions, words: [String], observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    let begin = MonotonicClock.now
    try model.requireSound()
    try model.requireSensible(options)
    let form = try LinearForm(model)
    try checkSize(of: form.linear)
    var settings = options
    if !model.isLinear {
      settings.timeLimit = options.timeLimit.map { max(0, $0 - (MonotonicClock.now - begin)) }
    }
    if settings.objectiveStep == nil { settings.objectiveStep = model.objectiveStep }
    let answer = onOwnThread { run(form, settings, words, observer) }
    guard let answer else { throw .failed("the system gives no thread for the engine") }
    return try answer.result(time: MonotonicClock.now - begin)
  }

  private func run(
    _ form: LinearForm, _ options: EngineOptions, _ words: [String], _ observer: EngineObserver
  ) -> ShimAnswer {
    let flat = FlatModel(form.linear, start: options.start.map { form.start($0) })
    let watcher = ShimObserver(form, observer)
    let answer = ShimAnswer(form, withDuals: flat.shim.lazy_rows.count == 0)
    withShimOptions(options, words: words, wantsLog: observer.wantsLog) { shimOptions in
      var shim = flat.shim
      var events = watcher.events
      var shimOptions = shimOptions
      answer.fill { result in
        switch entry {
        case .glpk: shim_glpk_solve(&shim, &shimOptions, &events, result)
        case .cbc: shim_cbc_solve(&shim, &shimOptions, &events, result)
        }
      }
    }
    withExtendedLifetime((flat, watcher)) {}
    return answer
  }

  private func checkSize(of model: Model) throws(EngineError) {
    guard model.columnCount < Int32.max, model.rowCount < Int32.max, model.termCount < Int32.max
    else { throw .failed("the model is too large for the engine") }
  }
}
