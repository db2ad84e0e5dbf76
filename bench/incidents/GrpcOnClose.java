import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A blocking call whose interceptor cleans up when the call is closed. */
public final class GrpcOnClose implements LibraryDriver {
    private static final MethodDescriptor<String, String> ASK =
            MethodDescriptor.<String, String>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("service/ask")
                    .setRequestMarshaller(new Text())
                    .setResponseMarshaller(new Text())
                    .build();

    private final CountDownLatch closed = new CountDownLatch(1);
    private Server server;
    private ManagedChannel channel;

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes());
        }

        @Override
        public String parse(InputStream stream) {
            return "text";
        }
    }

    private final class CleanUp implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    super.start(new Closing<>(listener), headers);
                }
            };
        }
    }

    private final class Closing<A> extends SimpleForwardingClientCallListener<A> {
        Closing(ClientCall.Listener<A> listener) {
            super(listener);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            closed.countDown();
            super.onClose(status, trailers);
        }
    }

    @Override
    public void before() throws IOException {
        String name = InProcessServerBuilder.generateName();
        ServerServiceDefinition service =
                ServerServiceDefinition.builder("service")
                        .addMethod(
                                ASK,
                                ServerCalls.asyncUnaryCall(
                                        (request, observer) -> {
                                            hold();
                                            observer.onNext("answer");
                                            observer.onCompleted();
                                        }))
                        .build();
        server = InProcessServerBuilder.forName(name).addService(service).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    private static void hold() {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void body() {
        Channel intercepted = ClientInterceptors.intercept(channel, new CleanUp());
        ClientCalls.blockingUnaryCall(intercepted, ASK, CallOptions.DEFAULT, "question");
    }

    @Override
    public void check(Ended ended) throws InterruptedException {
        if (!closed.await(1, TimeUnit.SECONDS)) {
            throw new AssertionError("the call has ended, and the interceptor was not told");
        }
    }

    @Override
    public void after() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
