import Glibc
import OptCore

/// A run of another program to its end, with all it says.
struct ToolProcess {
  /// Its exit status; nil = a signal ended it, or we did for it took too long.
  let status: Int32?
  /// Its standard output.
  let output: String
  /// Its standard error.
  let errors: String

  /// Bytes of a stream that are kept.
  private static let longestOutput = 64 << 20

  /// Runs a program without input.
  ///
  /// - Parameter patience: seconds after which it is killed.
  /// - Throws: `ChildProcessError` when it cannot be started.
  init(
    _ path: String, _ arguments: [String], patience: Double = 60
  ) throws(ChildProcessError) {
    var conditions = ChildProcess.Conditions()
    conditions.hasNoInput = true
    let child = try ChildProcess.start(path, arguments, under: conditions)
    let deadline = MonotonicClock.now + patience
    var texts: [[UInt8]] = [[], []]
    var descriptors = [child.answers, child.messages]
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while descriptors.contains(where: { $0 >= 0 }), MonotonicClock.now < deadline {
      var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      poll(&polled, 2, 100)
      for index in 0..<2 where polled[index].revents != 0 {
        let count = recv(descriptors[index], &chunk, chunk.count, Int32(MSG_DONTWAIT))
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else {
          descriptors[index] = -1
          continue
        }
        texts[index] += chunk[..<min(count, ToolProcess.longestOutput - texts[index].count)]
      }
    }
    let ending = child.end(patience: max(0, deadline - MonotonicClock.now))
    status = ending.signal == 0 ? ending.code : nil
    output = String(decoding: texts[0], as: UTF8.self)
    errors = String(decoding: texts[1], as: UTF8.self)
  }

  /// The first executable file of a name in a list of folders joined by colons, as the shell finds it.
  static func find(_ name: String, in searchPath: String) -> String? {
    for folder in searchPath.split(separator: ":", omittingEmptySubsequences: false) {
      let path = (folder.isEmpty ? "." : String(folder)) + "/" + name
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0 {
        return path
      }
    }
    return nil
  }
}
