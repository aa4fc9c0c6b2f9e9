internal import EngineShims
import Modeling
import OptCore

/// Carries what the C side tells to the caller's observer; every point is cut back to the caller's model and re-checked
/// against it first.
final class ShimObserver {
  private let form: LinearForm
  private let observer: EngineObserver

  init(_ form: LinearForm, _ observer: EngineObserver) {
    self.form = form
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
    let raw = Array(UnsafeBufferPointer(start: values, count: form.linear.columnCount))
    guard let point = form.accepted(raw) else { return }
    observer.incumbent(point, form.original.objectiveValue(at: point))
  }
}
