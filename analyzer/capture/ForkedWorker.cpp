// SPDX-License-Identifier: MIT
#include "analyzer/capture/ForkedWorker.h"

#include "analyzer/capture/Paths.h"

#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/MathExtras.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HOOKQUAL_ADDRESS_SANITIZER
#endif
#endif

namespace hookqual::capture {

namespace {

constexpr int kFailed = 2;

llvm::Error systemError(const char *what) {
  return inputError(std::string(what) + ": " + std::strerror(errno));
}

/// Everything or false.
bool writeAll(int descriptor, llvm::StringRef bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR)
      return false;
    if (written > 0)
      bytes = bytes.drop_front(size_t(written));
  }
  return true;
}

std::string readAll(int descriptor) {
  struct stat status = {};
  if (fstat(descriptor, &status) != 0)
    return "";
  std::string bytes(size_t(status.st_size), '\0');
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = pread(descriptor, bytes.data() + done, bytes.size() - done, off_t(done));
    if (count <= 0)
      break;
    done += size_t(count);
  }
  bytes.resize(done);
  return bytes;
}

/// The parent's files are not for the child to hold open: its locks live as long as they do.
void closeAllBut(std::array<int, 3> kept) {
  std::ranges::sort(kept);
  int first = STDERR_FILENO + 1;
  for (int descriptor : kept) {
    if (first < descriptor)
      close_range(unsigned(first), unsigned(descriptor) - 1, 0);
    first = descriptor + 1;
  }
  close_range(unsigned(first), ~0U, 0);
}

/// What the parent has mapped, hundreds of megabytes of libraries, is not the work's doing.
uint64_t mappedBytes() {
  std::ifstream status("/proc/self/statm");
  uint64_t pages = 0;
  status >> pages;
  return pages * uint64_t(sysconf(_SC_PAGESIZE));
}

void limitMemory(uint64_t bytes) {
#ifndef HOOKQUAL_ADDRESS_SANITIZER // which reserves terabytes
  if (bytes != 0) {
    const rlim_t most = llvm::SaturatingAdd(bytes, mappedBytes());
    const rlimit limit = {most, most};
    setrlimit(RLIMIT_AS, &limit);
  }
#endif
  const rlimit noCore = {0, 0};
  setrlimit(RLIMIT_CORE, &noCore);
}

/// A child allocates much and frees little. One large piece of heap in large pages saves it
/// thousands of page faults, each of which costs more than using the page.
void growHeap() {
#ifndef HOOKQUAL_ADDRESS_SANITIZER
  constexpr size_t kStep = size_t(32) << 20, kLargePage = size_t(2) << 20;
  mallopt(M_TOP_PAD, kStep);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_MMAP_THRESHOLD, std::numeric_limits<int>::max());
  const auto begin = llvm::alignTo(reinterpret_cast<uintptr_t>(sbrk(0)), kLargePage);
  std::free(std::malloc(kStep)); // moves the end of the heap
  const auto end = llvm::alignDown(reinterpret_cast<uintptr_t>(sbrk(0)), kLargePage);
  if (begin < end)
    madvise(reinterpret_cast<void *>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

/// An exception (memory ran out) ends the child; the parent's stack is not for it to unwind.
[[noreturn]] void runChild(llvm::function_ref<llvm::Expected<std::string>()> work, pid_t parent, int output,
                           int messages, const WorkerLimits &limits) noexcept {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) // it died before the call above
    _exit(kFailed);
  dup2(messages, STDOUT_FILENO);
  dup2(messages, STDERR_FILENO);
  llvm::install_out_of_memory_new_handler(); // says so, where an exception would not
  limitMemory(limits.memoryBytes);
  growHeap();
  llvm::Expected<std::string> result = work();
  if (result)
    _exit(writeAll(output, *result) ? 0 : kFailed);
  writeAll(messages, llvm::toString(result.takeError()) + "\n");
  _exit(kFailed); // without destructors: what they would free or flush is the parent's
}

void closeAll(std::initializer_list<int> descriptors) {
  for (int descriptor : descriptors)
    if (descriptor >= 0)
      close(descriptor);
}

} // namespace

llvm::Expected<ForkedWorker> ForkedWorker::start(llvm::function_ref<llvm::Expected<std::string>()> work,
                                                 const WorkerLimits &limits) {
  ForkedWorker worker;
  std::array<int, 2> alive = {-1, -1};
  worker.output_ = memfd_create("facts", MFD_CLOEXEC);
  worker.messages_ = memfd_create("messages", MFD_CLOEXEC);
  if (worker.output_ < 0 || worker.messages_ < 0 || pipe2(alive.data(), O_CLOEXEC) != 0)
    return systemError("a worker cannot be started");
  worker.alive_ = alive[0];
  worker.limit_ = limits.time;
  worker.deadline_ = std::chrono::steady_clock::now() + limits.time;
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) {
    closeAllBut({alive[1], worker.output_, worker.messages_});
    runChild(work, parent, worker.output_, worker.messages_, limits);
  }
  close(alive[1]); // only the child keeps its end open
  if (child < 0)
    return systemError("a worker cannot be started");
  worker.process_ = child;
  return worker;
}

ForkedWorker::ForkedWorker(ForkedWorker &&other) noexcept {
  *this = std::move(other);
}

ForkedWorker &ForkedWorker::operator=(ForkedWorker &&other) noexcept {
  std::swap(process_, other.process_);
  std::swap(alive_, other.alive_);
  std::swap(output_, other.output_);
  std::swap(messages_, other.messages_);
  std::swap(limit_, other.limit_);
  std::swap(deadline_, other.deadline_);
  return *this;
}

ForkedWorker::~ForkedWorker() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  closeAll({alive_, output_, messages_});
}

ProcessEnd ForkedWorker::end() {
  ProcessEnd end;
  int status = 0;
  const bool isLate = std::chrono::steady_clock::now() >= deadline_;
  pid_t ended = isLate ? waitpid(process_, &status, WNOHANG) : waitpid(process_, &status, 0);
  if (isLate && ended == 0) {
    kill(process_, SIGKILL);
    waitpid(process_, &status, 0);
    end.stopped = "ran longer than " + std::to_string(limit_.count()) + " s";
  } else if (WIFSIGNALED(status)) {
    end.stopped = std::string("crashed (") + strsignal(WTERMSIG(status)) + ")";
  }
  end.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  process_ = -1;
  return end;
}

std::string ForkedWorker::output() const {
  return readAll(output_);
}

std::string ForkedWorker::messages() const {
  return readAll(messages_);
}

} // namespace hookqual::capture
