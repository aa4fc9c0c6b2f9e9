internal import EngineShims
import Modeling
import OptCore

/// Carries what the C side tells to the caller's observer; every point is re-checked against the model first.
final class ShimObserver {
  private let model: Model
  private let observer: EngineObserver

  init(_ model: Model, _ observer: EngineObserver) {
    self.model = model
    self.observer = observer
  }

  /// The C callbacks; valid as long as this object lives.
  var events: shim_events {
    shim_events(
      context: Unmanaged.passUnretained(self).toOpaque(),
      should_stop: { ShimObserver.from($0)?.observer.cancellation.isCancelled == true ? 1 : 0 },
      incumbent: { context, values, _ in ShimObserver.from(context)?.take(values) },
      bound: { context, bound in ShimObserver.from(context)?.observer.bound(bound) },
      log: { context, line in
        guard let line else { return }
        ShimObserver.from(context)?.observer.log(String(cString: line))
      })
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> ShimObserver? {
    context.map { Unmanaged<ShimObserver>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ values: UnsafePointer<Double>?) {
    let raw = Array(UnsafeBufferPointer(start: values, count: model.columnCount))
    guard let point = model.accepted(raw) else { return }
    observer.incumbent(point, model.objectiveValue(at: point))
  }
}
