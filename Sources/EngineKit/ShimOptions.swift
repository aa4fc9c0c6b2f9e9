internal import EngineShims
import Modeling
import OptCore

/// Calls `body` with the options as the C side takes them; the pointers inside live as long as the call.
func withShimOptions(
  _ options: EngineOptions, words: [String], wantsLog: Bool, _ body: (shim_options) -> Void
) {
  var shim = shim_options()
  shim.time_limit = options.timeLimit.map { min($0, 1e9) } ?? -1
  shim.node_limit = options.nodeLimit ?? -1
  shim.relative_gap = options.gap
  shim.has_cutoff = options.cutoff == nil ? 0 : 1
  shim.cutoff = options.cutoff ?? 0
  shim.has_target = options.target == nil ? 0 : 1
  shim.target = options.target ?? 0
  shim.objective_step = options.objectiveStep ?? 0
  shim.threads = Int32(clamping: options.threads)
  shim.seed = Int32(clamping: options.seed)
  shim.wants_log = wantsLog ? 1 : 0
  withCStrings(words) { pointers in
    shim.words = pointers.baseAddress
    shim.word_count = Int32(truncatingIfNeeded: pointers.count)
    body(shim)
  }
}

/// Calls `body` with an array of C strings.
private func withCStrings(
  _ words: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Void
) {
  let bytes = words.map { word in
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: word.utf8.count + 1)
    _ = copy.initialize(from: word.utf8CString)
    return copy
  }
  defer { for copy in bytes { copy.deallocate() } }
  let pointers = bytes.map { $0.baseAddress.map { UnsafePointer($0) } }
  pointers.withUnsafeBufferPointer(body)
}
